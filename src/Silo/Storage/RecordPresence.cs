namespace Consult.Silo.Storage;

/// <summary>Whether there is a record at all.</summary>
public sealed class RecordPresence
{
    private readonly IRecordSource _source;

    internal RecordPresence(IRecordSource source) => _source = source;

    /// <summary>Whether the store holds nothing, of anybody.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken) =>
        (await _source.ListFeedsAsync("", 1, cancellationToken)).IsEmpty;
}
