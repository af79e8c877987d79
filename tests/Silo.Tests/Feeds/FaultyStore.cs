using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Tests.Feeds;

/// <summary>
/// A real store whose appends and reads a test can hold and fail. Appends of one feed keep their order, as the store
/// promises; one that follows a held one waits behind it.
/// </summary>
internal sealed class FaultyStore(IFeedStore inner) : IFeedStore
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private readonly Dictionary<FeedId, Task<AppendOutcome>> _behind = [];
    private readonly List<Append> _committed = [];
    private readonly List<(Func<Append, bool> Which, TaskCompletionSource<Append> Seen)> _watches = [];
    private readonly List<(FeedId Feed, long After, int Limit)> _pages = [];
    private readonly List<CommandId> _lookedUp = [];
    private readonly Dictionary<FeedId, Held> _heldReads = [];
    private readonly Dictionary<FeedId, int> _offered = [];
    private bool _isDead;

    /// <inheritdoc/>
    public event Action<AccessNews>? AccessChanged
    {
        add => inner.AccessChanged += value;
        remove => inner.AccessChanged -= value;
    }

    /// <summary>Whether the store says that it has no room.</summary>
    public bool IsFull { get; set; }

    /// <summary>The feed whose reads fail.</summary>
    public FeedId? Unreadable { get; set; }

    /// <summary>Every page of events that was read.</summary>
    public IReadOnlyList<(FeedId Feed, long After, int Limit)> Pages => Snapshot(_pages);

    /// <summary>Every command that was looked for.</summary>
    public IReadOnlyList<CommandId> LookedUp => Snapshot(_lookedUp);

    /// <summary>Every append that was committed, in order.</summary>
    public IReadOnlyList<Append> Committed => Snapshot(_committed);

    /// <summary>Stops the next append to a feed, or the next one of a kind, before it is written.</summary>
    public Held Hold(FeedId feed, Func<Append, bool>? which = null)
    {
        var held = new Held();
        Add(feed, which, async append =>
        {
            held.Arrive();
            return await held.Fate is { } failure ? failure : await WriteAsync(append);
        });
        return held;
    }

    /// <summary>Fails appends to a feed without writing them.</summary>
    public void Fail(FeedId feed, AppendOutcome outcome, int times = 1)
    {
        for (var i = 0; i < times; i++) Add(feed, which: null, _ => Task.FromResult(outcome));
    }

    /// <summary>Writes the next append to a feed and says that it is not known whether it was.</summary>
    public void LoseAnswer(FeedId feed) => Add(feed, which: null, async append =>
    {
        (await WriteAsync(append)).ShouldBe(AppendOutcome.Committed);
        return AppendOutcome.Unknown;
    });

    /// <summary>Stops the next load of a feed.</summary>
    public Held HoldLoad(FeedId feed)
    {
        lock (_gate) return _heldReads[feed] = new();
    }

    /// <summary>The first append of that kind that is committed, be it in the past.</summary>
    public Task<Append> WhenCommitted(Func<Append, bool> which)
    {
        lock (_gate)
        {
            if (_committed.Find(append => which(append)) is { } past) return Task.FromResult(past);
            var seen = new TaskCompletionSource<Append>(TaskCreationOptions.RunContinuationsAsynchronously);
            _watches.Add((which, seen));
            return seen.Task.Limited();
        }
    }

    /// <summary>How many appends to a feed were asked for, whatever became of them.</summary>
    public int Offered(FeedId feed)
    {
        lock (_gate) return _offered.GetValueOrDefault(feed);
    }

    /// <summary>The process is dead: what it holds is never written, and it reads nothing more.</summary>
    public void Kill()
    {
        lock (_gate) _isDead = true;
    }

    /// <inheritdoc/>
    public bool HasRoom(FeedId feed) => !IsFull && inner.HasRoom(feed);

    /// <inheritdoc/>
    public Task<AppendOutcome> AppendAsync(Append append)
    {
        lock (_gate)
        {
            _offered[append.Feed] = _offered.GetValueOrDefault(append.Feed) + 1;
            var fault = _faults.Find(fault => fault.Feed == append.Feed && fault.Which(append));
            if (fault is not null) _faults.Remove(fault);
            var earlier = _behind.GetValueOrDefault(append.Feed);
            if (fault is null && earlier is null or { IsCompleted: true }) return WriteAsync(append);
            return _behind[append.Feed] = BehindAsync(earlier, append, fault?.Act ?? WriteAsync);
        }
    }

    /// <inheritdoc/>
    public async Task<FeedHead?> ReadHeadAsync(FeedId feed, CancellationToken cancellationToken)
    {
        Held? held;
        lock (_gate) _heldReads.Remove(feed, out held);
        if (held is not null)
        {
            held.Arrive();
            await held.Fate.WaitAsync(cancellationToken);
        }
        return await Readable(feed).ReadHeadAsync(feed, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<FeedEvent>> ReadAsync(FeedId feed, long after, int limit, CancellationToken cancellationToken)
    {
        lock (_gate) _pages.Add((feed, after, limit));
        return Readable(feed).ReadAsync(feed, after, limit, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AcceptedCommand?> FindCommandAsync(FeedId feed, CommandId id, CancellationToken cancellationToken)
    {
        lock (_gate) _lookedUp.Add(id);
        return Readable(feed).FindCommandAsync(feed, id, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<AcceptedCommand>> ReadCommandsAsync(FeedId feed, int limit, CancellationToken cancellationToken) =>
        Readable(feed).ReadCommandsAsync(feed, limit, cancellationToken);

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

    private static async Task<AppendOutcome> BehindAsync(
        Task<AppendOutcome>? earlier, Append append, Func<Append, Task<AppendOutcome>> act)
    {
        // Off the grain's own scheduler: a held append must not depend on the grain's turns.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (earlier is not null) await earlier.ConfigureAwait(false);
        return await act(append).ConfigureAwait(false);
    }

    private async Task<AppendOutcome> WriteAsync(Append append)
    {
        lock (_gate)
            if (_isDead) return AppendOutcome.Busy;
        var outcome = await inner.AppendAsync(append).ConfigureAwait(false);
        if (outcome != AppendOutcome.Committed) return outcome;
        lock (_gate)
        {
            _committed.Add(append);
            foreach (var (_, seen) in _watches.Where(watch => watch.Which(append))) seen.TrySetResult(append);
        }
        return outcome;
    }

    private IFeedStore Readable(FeedId feed) => Unreadable == feed ? throw Away() : Alive();

    private IFeedStore Alive()
    {
        lock (_gate) return _isDead ? throw Away() : inner;
    }

    private static StoreAwayException Away() => new(new IOException("The store does not answer."));

    private void Add(FeedId feed, Func<Append, bool>? which, Func<Append, Task<AppendOutcome>> act)
    {
        lock (_gate) _faults.Add(new(feed, which ?? (_ => true), act));
    }

    private List<T> Snapshot<T>(List<T> list)
    {
        lock (_gate) return [.. list];
    }

    private sealed record Fault(FeedId Feed, Func<Append, bool> Which, Func<Append, Task<AppendOutcome>> Act);
}

/// <summary>Something that stopped at a barrier.</summary>
internal sealed class Held
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<AppendOutcome?> _fate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it stands at the barrier.</summary>
    public Task Reached => _reached.Task.Limited();

    /// <summary>What the test decided: null to go on.</summary>
    public Task<AppendOutcome?> Fate => _fate.Task;

    /// <summary>Lets it go on.</summary>
    public void Release() => _fate.TrySetResult(null);

    /// <summary>Lets it fail without having been written.</summary>
    public void Fail(AppendOutcome outcome) => _fate.TrySetResult(outcome);

    /// <summary>It has come to the barrier.</summary>
    public void Arrive() => _reached.TrySetResult();
}
