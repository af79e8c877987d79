using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Hosted;

/// <summary>On which side of its commit a host dies.</summary>
public enum Moment
{
    /// <summary>The event is never written.</summary>
    Before,

    /// <summary>The event is written, and nobody ever hears of it.</summary>
    After,
}

/// <summary>
/// The store as one host sees it, which may die at a named step: from then on it writes nothing more, reads nothing
/// more, and no answer leaves it, not even that of an append which was on its way. What is on disk stays there.
/// </summary>
internal sealed class MortalStore(IFeedStore inner) : IFeedStore
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (string Type, Moment Moment, int Left) _death;
    private bool _isDead;

    /// <inheritdoc/>
    public event Action<AccessNews>? AccessChanged
    {
        add => inner.AccessChanged += value;
        remove => inner.AccessChanged -= value;
    }

    /// <summary>Ends when the host is dead.</summary>
    public Task Died => _died.Task;

    /// <summary>Puts one before the store that was registered.</summary>
    public static void Register(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(IFeedStore));
        services.Remove(real);
        services.AddSingleton<IFeedStore>(provider => new MortalStore((IFeedStore)real.ImplementationFactory!(provider)));
    }

    /// <summary>The host dies beside the n-th event of the type from now on.</summary>
    public void DieAt(string type, Moment moment, int nth)
    {
        lock (_gate) _death = (type, moment, nth);
    }

    /// <inheritdoc/>
    public bool HasRoom(FeedId feed) => inner.HasRoom(feed);

    /// <inheritdoc/>
    public async Task<AppendOutcome> AppendAsync(Append append)
    {
        var writes = true;
        lock (_gate)
        {
            if (_isDead) return AppendOutcome.Unknown;
            if (append.Events.Any(e => e.Envelope.Type == _death.Type) && --_death.Left == 0)
            {
                _isDead = true;
                writes = _death.Moment is Moment.After;
            }
        }
        var outcome = writes ? await inner.AppendAsync(append).ConfigureAwait(false) : AppendOutcome.Unknown;
        lock (_gate)
        {
            if (!_isDead) return outcome;
            _died.TrySetResult();
            return AppendOutcome.Unknown;
        }
    }

    /// <inheritdoc/>
    public Task<FeedHead?> ReadHeadAsync(FeedId feed, CancellationToken cancellationToken) =>
        Alive().ReadHeadAsync(feed, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<FeedEvent>> ReadAsync(FeedId feed, long after, int limit, CancellationToken cancellationToken) =>
        Alive().ReadAsync(feed, after, limit, cancellationToken);

    /// <inheritdoc/>
    public Task<AcceptedCommand?> FindCommandAsync(FeedId feed, CommandId id, CancellationToken cancellationToken) =>
        Alive().FindCommandAsync(feed, id, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<AcceptedCommand>> ReadCommandsAsync(FeedId feed, int limit, CancellationToken cancellationToken) =>
        Alive().ReadCommandsAsync(feed, limit, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<ImmutableArray<Standing>>> FindAccessAsync(
        FeedId feed, ImmutableArray<(AccountId Account, Role Role)> whose, CancellationToken cancellationToken) =>
        Alive().FindAccessAsync(feed, whose, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<AccessRow>> ReadGrantsAsync(string grantee, string kind, CancellationToken cancellationToken) =>
        Alive().ReadGrantsAsync(grantee, kind, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Entry>> SearchAsync(EntryQuery query, CancellationToken cancellationToken) =>
        Alive().SearchAsync(query, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<FeedId>> ClaimDueAsync(
        DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellationToken) =>
        Alive().ClaimDueAsync(now, lease, limit, cancellationToken);

    private IFeedStore Alive()
    {
        lock (_gate) return _isDead ? throw new StoreAwayException(new IOException("The host is dead.")) : inner;
    }
}
