using System.Collections.Immutable;
using Consult.Feeds.Storage;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Consult.Feeds;

/// <summary>
/// The one base class of all actors: a feed of events, the commands it decides, and those who watch it. A subclass is
/// a thin shell that names its model and its views.
/// </summary>
/// <remarks>
/// Reentrant, so that many commands wait for one commit. Between a look at the state and the queued append there is no
/// await; everything that leaves (answers, refusals, views, frames, reactions) waits for the commit it rests on.
/// Another activation may exist for a moment: the store's fence decides, and this one then loads the log again.
/// </remarks>
[Reentrant]
public abstract class FeedGrain<TState> : Grain, IFeedGrain where TState : class
{
    /// <summary>How often a command is taken up again after the session under it failed.</summary>
    private const int MaxAttempts = 8;

    private readonly FeedModel<TState> _model;
    private readonly FeedServices _services;
    private readonly SnapshotKeeper<TState> _snapshots;
    private FeedSession<TState>? _session;
    private Task<FeedSession<TState>>? _loading;
    private FeedId _feed;
    private Watchers _watchers = null!;
    private Reactor<TState> _reactor = null!;

    /// <summary>Creates the shell; nothing is read before the actor is activated.</summary>
    protected FeedGrain(FeedModel<TState> model, IPersistentState<FeedSnapshot> snapshot, FeedServices services)
    {
        (_model, _services) = (model, services);
        _snapshots = new(model, snapshot, services);
    }

    /// <summary>The only clock, for views that depend on the moment.</summary>
    protected TimeProvider Clock => _services.Clock;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var id = this.GetGrainId();
        _feed = new(id.Type.ToString()!, this.GetPrimaryKeyString());
        _watchers = new(_feed, _services);
        _reactor = new(_feed, _model, GrainFactory, _services, this.Execute);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _reactor.DisposeAsync();
        if (_session is { } session) await session.Settled.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A shell overrides it for commands that rest on facts of others: it asks <see cref="FindAccepted"/> first, gathers
    /// them, and lets a command that holds them be decided in the place of the request's own.
    /// </remarks>
    public virtual Task<Answer> Execute(Request request, CancellationToken cancellationToken = default) =>
        Execute(request, request.Command, cancellationToken);

    /// <summary>
    /// Decides <paramref name="command"/> in place of the request's own: the same wish with facts that the shell has
    /// gathered. The request alone identifies it, so that a repetition is recognised whatever the facts are by then.
    /// </summary>
    protected async Task<Answer> Execute(Request request, Command command, CancellationToken cancellationToken)
    {
        var digest = _services.DigestOf(request);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var session = await OpenAsync(cancellationToken);
            if (session.IsQuarantined) return Answer.Refused(Codes.Quarantined, session.Committed);
            if (await FindOldAsync(session, request, digest, cancellationToken) is { } old) return old;
            if (session.KeyPerson is { } person) await ProvideKeyAsync(session, person, cancellationToken);
            if (!session.IsOpen) continue;

            var turn = session.Decide(request, command, digest);
            if (turn.Answer is { } answer) return await answer;
            await ProvideKeyAsync(session, turn.MissingKey!, cancellationToken);
        }
        return Answer.Refused(Codes.Busy);
    }

    /// <summary>The answer to the request if it was accepted before; null when it is new.</summary>
    protected async Task<Answer?> FindAccepted(Request request, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(cancellationToken);
        var digest = _services.DigestOf(request);
        if (session.Ledger.TryGet(request.Id, out var known))
            return await FeedSession<TState>.RepeatAsync(known.Command, digest, known.Fate);
        return await FindOldAsync(session, request, digest, cancellationToken);
    }

    /// <summary>
    /// Answers a question from the state, when everything the state rests on is committed. A view that is null says
    /// that there is no such thing: <see cref="Codes.Forbidden"/>.
    /// </summary>
    protected async Task<Reading<T>> Read<T>(Func<TState, T?> view, CancellationToken cancellationToken = default) where T : class
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var session = await OpenAsync(cancellationToken);
            if (session.IsQuarantined) return new() { Code = Codes.Quarantined };
            if (session.PassDeadlines() is { } missing)
            {
                await ProvideKeyAsync(session, missing, cancellationToken);
                continue;
            }
            var (value, position) = (view(session.State), session.Position);
            if (await session.Settled == AppendOutcome.Committed)
                return new() { Code = value is null ? Codes.Forbidden : null, Value = value, Position = position };
        }
        return new() { Code = Codes.Busy };
    }

    /// <inheritdoc cref="OwnLog.ReadAsync"/>
    protected Task<EventBody?> ReadOwnAsync(long seq, CancellationToken cancellationToken) =>
        OwnLog.ReadAsync(_services, _feed, seq, cancellationToken);

    /// <inheritdoc/>
    public async Task<ImmutableArray<Answer>> ExecuteAll(ImmutableArray<Request> requests) =>
        [.. await Task.WhenAll(requests.Select(request => Execute(request)))];

    /// <inheritdoc/>
    public async Task<WatchAnswer> Watch(string relay, IFeedObserver observer, long after)
    {
        await OpenAsync(CancellationToken.None);
        _watchers.Watch(relay, observer, after);
        return new(null, _watchers.Head);
    }

    /// <inheritdoc/>
    public Task Unwatch(string relay)
    {
        _watchers.Remove(relay);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public virtual Task Signal(Signal signal)
    {
        _watchers.Publish(signal);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task Wake()
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var session = await OpenAsync(CancellationToken.None);
            if (session.IsQuarantined) return;
            if (session.PassDeadlines() is { } missing)
                await ProvideKeyAsync(session, missing, CancellationToken.None);
            else if (await session.Settled == AppendOutcome.Committed)
                break;
        }
        _reactor.Start(_session!);
    }

    private async ValueTask<Answer?> FindOldAsync(FeedSession<TState> session, Request request, Tag digest, CancellationToken cancellationToken)
    {
        if (!session.Ledger.MayBeOlder(request.Id) || session.Ledger.TryGet(request.Id, out _)) return null;
        var known = await _services.Store.FindCommandAsync(_feed, request.Id, cancellationToken);
        return known is null ? null : await FeedSession<TState>.RepeatAsync(known, digest, session.Settled);
    }

    private async ValueTask ProvideKeyAsync(FeedSession<TState> session, string person, CancellationToken cancellationToken) =>
        session.Provide(person, await _services.Keys.GetAsync(person, cancellationToken));

    private async ValueTask<FeedSession<TState>> OpenAsync(CancellationToken cancellationToken)
    {
        if (_session is { IsOpen: true } open) return open;
        // One load for all who wait; one of them leaving must not stop it for the others.
        if (_loading is null or { IsCompleted: true }) _loading = LoadAsync();
        return await _loading.WaitAsync(cancellationToken);
    }

    private async Task<FeedSession<TState>> LoadAsync()
    {
        // What the closed session still has in flight must have met its fate before the log is read.
        if (_session is { } closed) await closed.Settled;
        var loaded = await FeedLoader.LoadAsync(_feed, _model, _snapshots.Latest, _services, CancellationToken.None);
        var session = new FeedSession<TState>(_feed, _model, _services, loaded, Publish);
        _session = session;
        _watchers.Reset(session.Committed);
        if (session is { IsQuarantined: false } && session.Reacted < session.Committed.Seq) _reactor.Start(session);
        return session;
    }

    private void Publish(Staged<TState> staged)
    {
        _watchers.Publish(staged.Events, staged.Position, staged.Redactions(_model), [.. staged.Access.Select(change => change.Grantee)]);
        _snapshots.Offer(_feed, staged);
        // Without events this was a checkpoint or a parking of the reactor itself.
        if (!staged.Events.IsEmpty && _session is { } session && session.Reacted < session.Committed.Seq)
            _reactor.Start(session);
    }
}
