namespace Consult.Client.Tests;

/// <summary>Reads a subscription item by item.</summary>
internal sealed class Watching(FeedSubscription subscription) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<FeedItem> _items = subscription.GetAsyncEnumerator();

    public async Task<FeedItem> NextAsync()
    {
        (await _items.MoveNextAsync().AsTask().WaitAsync(Limits.Patience)).ShouldBeTrue();
        return _items.Current;
    }

    /// <summary>The numbers of the events of the next frame.</summary>
    public async Task<long[]> NextSeqsAsync() =>
        [.. (await NextAsync()).ShouldBeOfType<FeedFrame>().Events.Select(one => one.Seq)];

    public async Task<ConsultException> FailureAsync() =>
        await Should.ThrowAsync<ConsultException>(async () => await _items.MoveNextAsync().AsTask().WaitAsync(Limits.Patience));

    public ValueTask DisposeAsync() => _items.DisposeAsync();
}
