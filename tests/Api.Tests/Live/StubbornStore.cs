using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Api.Tests.Live;

/// <summary>A real store that reads access rows, and appends, only when it is let.</summary>
internal sealed class StubbornStore : IFeedStore
{
    private readonly Lock _lock = new();
    private IFeedStore _inner = null!;
    private Task<AppendOutcome> _last = Task.FromResult(AppendOutcome.Committed);

    /// <summary>What every reading of access rows waits for, and fails with.</summary>
    public Func<Task> BeforeAccess { get; set; } = () => Task.CompletedTask;

    /// <summary>What every append waits for, one behind the other; null for none.</summary>
    public Task? BeforeAppends { get; set; }

    /// <summary>Puts it before the store of a server that is about to be built.</summary>
    public void Install(WebApplicationBuilder builder)
    {
        var real = builder.Services.Last(service => service.ServiceType == typeof(IFeedStore));
        builder.Services.AddSingleton<IFeedStore>(provider =>
        {
            _inner = (IFeedStore)real.ImplementationFactory!(provider);
            return this;
        });
    }

    public event Action<AccessNews>? AccessChanged
    {
        add => _inner.AccessChanged += value;
        remove => _inner.AccessChanged -= value;
    }

    public bool HasRoom(FeedId feed) => _inner.HasRoom(feed);

    public Task<AppendOutcome> AppendAsync(Append append)
    {
        if (BeforeAppends is not { } gate) return _inner.AppendAsync(append);
        lock (_lock) return _last = AppendBehindAsync(_last, gate, append);
    }

    private async Task<AppendOutcome> AppendBehindAsync(Task before, Task gate, Append append)
    {
        await before;
        await gate;
        return await _inner.AppendAsync(append);
    }

    public Task<FeedHead?> ReadHeadAsync(FeedId feed, CancellationToken cancellationToken) =>
        _inner.ReadHeadAsync(feed, cancellationToken);

    public Task<ImmutableArray<FeedEvent>> ReadAsync(FeedId feed, long after, int limit, CancellationToken cancellationToken) =>
        _inner.ReadAsync(feed, after, limit, cancellationToken);

    public Task<AcceptedCommand?> FindCommandAsync(FeedId feed, CommandId id, CancellationToken cancellationToken) =>
        _inner.FindCommandAsync(feed, id, cancellationToken);

    public Task<ImmutableArray<AcceptedCommand>> ReadCommandsAsync(FeedId feed, int limit, CancellationToken cancellationToken) =>
        _inner.ReadCommandsAsync(feed, limit, cancellationToken);

    public async Task<ImmutableArray<ImmutableArray<Standing>>> FindAccessAsync(
        FeedId feed, ImmutableArray<(AccountId Account, Role Role)> whose, CancellationToken cancellationToken)
    {
        await BeforeAccess();
        return await _inner.FindAccessAsync(feed, whose, cancellationToken);
    }

    public Task<ImmutableArray<AccessRow>> ReadGrantsAsync(string grantee, string kind, CancellationToken cancellationToken) =>
        _inner.ReadGrantsAsync(grantee, kind, cancellationToken);

    public Task<ImmutableArray<Entry>> SearchAsync(EntryQuery query, CancellationToken cancellationToken) =>
        _inner.SearchAsync(query, cancellationToken);

    public Task<ImmutableArray<FeedId>> ClaimDueAsync(
        DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellationToken) =>
        _inner.ClaimDueAsync(now, lease, limit, cancellationToken);
}
