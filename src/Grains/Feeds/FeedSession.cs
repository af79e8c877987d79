using System.Collections.Immutable;
using Consult.Feeds.Storage;

namespace Consult.Feeds;

/// <summary>
/// One life of an actor's state: from a load to the first append that fails. Inside, state moves ahead of the disk, so
/// that a busy actor pipelines many commands over few commits; nothing leaves before its commit. After a failure the
/// session is closed for good: whatever was decided on top of the failed append fails with it, and the actor loads
/// a new session from the log.
/// </summary>
internal sealed class FeedSession<TState> where TState : class
{
    /// <summary>
    /// How long the sweeper leaves an actor alone that has just begun to send its reactions. After a crash they wait as
    /// long; an actor that is woken while it still sends them loses nothing by it.
    /// </summary>
    private static readonly TimeSpan ReactionGrace = TimeSpan.FromSeconds(5);

    private readonly FeedModel<TState> _model;
    private readonly FeedServices _services;
    private readonly FeedId _feed;
    private readonly Action<Staged<TState>> _committed;
    private Task<AppendOutcome> _last = Task.FromResult(AppendOutcome.Committed);
    private DateTimeOffset _lastAt;
    private DateTimeOffset? _parkedUntil;
    private Entry? _entry;
    private (string Person, ReadOnlyMemory<byte>? Key)? _key;

    public FeedSession(
        FeedId feed, FeedModel<TState> model, FeedServices services, LoadedFeed<TState> loaded, Action<Staged<TState>> committed)
    {
        (_feed, _model, _services, _committed) = (feed, model, services, committed);
        (State, Position, Committed, Reacted, Ledger) =
            (loaded.State, loaded.Position, loaded.Position, loaded.Reacted, loaded.Ledger);
        (_lastAt, IsQuarantined) = (loaded.LastAt, loaded.IsQuarantined);
        _entry = IsQuarantined ? null : model.EntryOf(feed, State);
    }

    /// <summary>The fold of every event up to <see cref="Position"/>, also of those not yet on disk.</summary>
    public TState State { get; private set; }

    /// <summary>Where the next append goes.</summary>
    public Position Position { get; private set; }

    /// <summary>Up to where the feed is on disk.</summary>
    public Position Committed { get; private set; }

    /// <summary>The last event whose reactions have all been sent.</summary>
    public long Reacted { get; private set; }

    /// <summary>False once an append failed.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Whether the log could not be folded; the feed is then neither decided on nor written.</summary>
    public bool IsQuarantined { get; }

    /// <summary>The accepted commands.</summary>
    public CommandLedger Ledger { get; }

    /// <summary>The fate of everything staged so far.</summary>
    public Task<AppendOutcome> Settled => _last;

    /// <summary>
    /// Passes due deadlines and decides a command, in one turn: there is no await between looking at the state and
    /// queueing the append.
    /// </summary>
    public Turn Decide(Request request, Command command, Tag digest)
    {
        if (Ledger.TryGet(request.Id, out var known)) return new(RepeatAsync(known.Command, digest, known.Fate));
        if (!_services.Store.HasRoom(_feed)) return new(Task.FromResult(Answer.Refused(Codes.Busy)));
        if (PassDeadlines() is { } missing) return Turn.Needs(missing);

        var now = Now();
        var decision = _model.Decide(State, command, new(_feed, now, request.By));
        if (decision.Code is { } code) return new(RefuseAsync(code, Position, Settled));

        var staged = Stage(decision.Events, now, request.By.ToAuthor(), request.Id, out missing);
        if (staged is null) return missing is null ? new(RefuseAsync(Codes.Forbidden, Position, Settled)) : Turn.Needs(missing);
        var accepted = new AcceptedCommand(request.Id, digest, staged.Position, decision.Value);
        var fate = Enqueue(staged, accepted);
        Ledger.Add(accepted, fate);
        return new(AnswerAsync(accepted, fate));
    }

    /// <summary>Passes deadlines that are due.</summary>
    /// <returns>Whose key is needed first; null when nothing is due any more.</returns>
    public string? PassDeadlines()
    {
        // An actor that slept long may have many to pass; each is later than the one before, so this ends.
        while (_model.DeadlineOf(State) is { } deadline && deadline <= _services.Clock.GetUtcNow())
        {
            var at = deadline > _lastAt ? deadline : _lastAt;
            var staged = Stage(_model.PassDeadline(State), at, Author.System, new("deadline"), out var missing);
            if (staged is null) return missing ?? throw new InvalidOperationException("A deadline needs a key that was destroyed.");
            if (_model.DeadlineOf(staged.State) <= deadline) throw new InvalidOperationException("A deadline does not move.");
            _ = Enqueue(staged, command: null);
        }
        return null;
    }

    /// <summary>Whose key it holds; asked for again before each decision, as it may have been destroyed since.</summary>
    public string? KeyPerson => _key?.Person;

    /// <summary>Whether reactions wait for a receiver that keeps failing.</summary>
    public bool IsParked => _parkedUntil > _services.Clock.GetUtcNow();

    /// <summary>Gives the session a key it asked for.</summary>
    public void Provide(string person, ReadOnlyMemory<byte>? key) => _key = (person, key);

    /// <summary>Records that every reaction up to an event has been sent.</summary>
    public void Checkpoint(long reacted) => UpdateHead(reacted, parkedUntil: null);

    /// <summary>Records that those up to an event have been sent, and that the next one waits until a moment.</summary>
    public void Park(long reacted, DateTimeOffset until) => UpdateHead(reacted, until);

    private void UpdateHead(long reacted, DateTimeOffset? parkedUntil)
    {
        if (!IsOpen) return;
        (Reacted, _parkedUntil) = (reacted, parkedUntil);
        _ = Enqueue(new(State, Position, [], [], []), command: null);
    }

    /// <summary>
    /// Numbers, applies, seals and chains events without changing the session. Null when a key must be had first, or
    /// (with nothing missing) when the person's key was destroyed and text can no longer be kept.
    /// </summary>
    private Staged<TState>? Stage(ImmutableArray<Draft> drafts, DateTimeOffset at, Author by, CommandId cause, out string? missingKey)
    {
        missingKey = null;
        var (state, position) = (State, Position);
        var envelopes = new Envelope[drafts.Length];
        for (var i = 0; i < drafts.Length; i++)
        {
            envelopes[i] = new()
            {
                Feed = _feed,
                Seq = position.Seq + i + 1,
                Type = EventCatalogue.NameOf(drafts[i].Body),
                At = at,
                By = drafts[i].IsAutomatic ? Author.System : by,
                Audience = drafts[i].Audience,
                Command = cause,
                Tag = default,
            };
            state = _model.Apply(state, drafts[i].Body, envelopes[i]);
        }

        var person = _model.SubjectOf(state);
        ReadOnlyMemory<byte>? key = null;
        if (drafts.Any(draft => BodyCodec.HasPrivateText(draft.Body)))
        {
            if (person is null) throw new InvalidOperationException($"{_feed.Kind} has private text and no subject.");
            if (_key is not { } held || held.Person != person)
            {
                missingKey = person;
                return null;
            }
            if ((key = held.Key) is null) return null;
        }

        var events = ImmutableArray.CreateBuilder<FeedEvent>(drafts.Length);
        for (var i = 0; i < drafts.Length; i++)
        {
            var e = envelopes[i];
            var body = BodyCodec.Encode(drafts[i].Body, person, key.GetValueOrDefault().Span, (_feed, e.Seq, e.Type));
            var digest = Chain.Digest(_services.Keys.IntegrityKey.Span, body);
            var tag = Chain.Next(
                _services.Keys.IntegrityKey.Span, position.Tag, _feed, e.Seq, e.Type, e.At, e.By, e.Audience, cause, digest);
            position = new(e.Seq, tag);
            events.Add(new() { Envelope = e with { Tag = tag }, Body = [.. body], Digest = [.. digest] });
        }
        var access = drafts.SelectMany(draft => _model.AccessOf(draft.Body)).ToImmutableArray();
        return new(state, position, events.MoveToImmutable(), [.. drafts.Select(d => d.Body)], access);
    }

    private Task<AppendOutcome> Enqueue(Staged<TState> staged, AcceptedCommand? command)
    {
        var entry = _model.EntryOf(_feed, staged.State);
        var owesReactions = Reacted < Position.Seq || staged.OwesReactions(_model);
        var append = new Append
        {
            Feed = _feed,
            Expected = Position,
            Events = staged.Events,
            Reacted = owesReactions ? Reacted : staged.Position.Seq,
            WakeAt = WakeAt(staged.State, owesReactions),
            Command = command,
            Entry = Equals(entry, _entry) ? null : entry ?? Feeds.Storage.Entry.None(_feed),
            Access = staged.Access,
            Redactions = staged.Redactions(_model),
        };
        (State, Position, Reacted, _entry) = (staged.State, staged.Position, append.Reacted, entry);
        if (!staged.Events.IsEmpty) _lastAt = staged.Events[^1].Envelope.At;
        return _last = SettleAsync(_last, _services.Store.AppendAsync(append), staged);
    }

    /// <summary>Takes outcomes in order, so that events are published in order however the tasks complete.</summary>
    private async Task<AppendOutcome> SettleAsync(Task<AppendOutcome> earlier, Task<AppendOutcome> own, Staged<TState> staged)
    {
        await earlier;
        var outcome = await own;
        if (outcome != AppendOutcome.Committed)
        {
            if (IsOpen) _services.Log.AppendFailed(_feed, outcome);
            IsOpen = false;
        }
        else if (IsOpen)
        {
            Publish(staged);
        }
        return outcome;
    }

    private void Publish(Staged<TState> staged)
    {
        Committed = staged.Position;
        try
        {
            _committed(staged);
        }
        catch (Exception e)
        {
            // What is committed stays committed, and its sender is told so. Whoever was not told of it here finds it
            // in the log that the actor now loads.
            _services.Log.PublishFailed(_feed, e);
            IsOpen = false;
        }
    }

    /// <summary>The answer to a command that was accepted before, or is on its way.</summary>
    public static async Task<Answer> RepeatAsync(AcceptedCommand known, Tag digest, Task<AppendOutcome> fate) =>
        known.Digest == digest ? await AnswerAsync(known, fate) : await RefuseAsync(Codes.CommandReused, known.Position, fate);

    private static async Task<Answer> AnswerAsync(AcceptedCommand accepted, Task<AppendOutcome> fate)
    {
        var outcome = await fate;
        return outcome == AppendOutcome.Committed
            ? Answer.Accepted(accepted.Position, accepted.Value)
            : Answer.Refused(CodeOf(outcome));
    }

    /// <summary>A refusal rests on the state it was decided on, so it is given only when that state is on disk.</summary>
    private static async Task<Answer> RefuseAsync(string code, Position position, Task<AppendOutcome> basis) =>
        Answer.Refused(await basis == AppendOutcome.Committed ? code : Codes.Busy, position);

    private static string CodeOf(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Unknown => Codes.Unknown,
        AppendOutcome.Rejected => Codes.Internal,
        _ => Codes.Busy,
    };

    private DateTimeOffset? WakeAt(TState state, bool owesReactions)
    {
        var deadline = _model.DeadlineOf(state);
        if (!owesReactions) return deadline;
        var retry = _parkedUntil ?? _services.Clock.GetUtcNow() + ReactionGrace;
        return deadline < retry ? deadline : retry;
    }

    /// <summary>The clock in whole milliseconds, as envelopes keep it, but never before the last event.</summary>
    private DateTimeOffset Now()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(_services.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        return now > _lastAt ? now : _lastAt;
    }
}
