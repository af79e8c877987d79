namespace Consult.Silo.Keys;

/// <summary>Where wrapped keys of persons are kept.</summary>
internal interface IPersonKeys
{
    /// <summary>The person's row; null when there is none yet.</summary>
    Task<WrappedKey?> FindAsync(string person, CancellationToken cancellationToken);

    /// <summary>Keeps a key unless the person has one already; the row that stands afterwards.</summary>
    Task<WrappedKey> AddAsync(string person, byte[] wrapped, CancellationToken cancellationToken);

    /// <summary>Destroys the person's key, also one that was never made: none will be made later.</summary>
    Task DestroyAsync(string person, DateTimeOffset at, CancellationToken cancellationToken);
}

/// <summary>A person's key under the wrapping key; null once it was destroyed.</summary>
internal sealed record WrappedKey(byte[]? Bytes);
