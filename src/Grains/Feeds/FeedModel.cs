using System.Collections.Immutable;
using Consult.Feeds.Storage;

namespace Consult.Feeds;

/// <summary>
/// What an actor decides and becomes: pure functions over values, without clock, I/O or host, so that they are tested
/// with values. <see cref="FeedGrain{TState}"/> does everything else.
/// </summary>
/// <typeparam name="TState">The fold of the feed's events; an immutable record.</typeparam>
public abstract class FeedModel<TState> where TState : class
{
    /// <summary>Raised whenever <see cref="Apply"/> or the state changes shape; older snapshots are then ignored.</summary>
    public abstract int FoldVersion { get; }

    /// <summary>The state before the first event.</summary>
    public abstract TState Empty { get; }

    /// <summary>Accepts the command with the events it causes, or refuses it with a code.</summary>
    public abstract Decision Decide(TState state, Command command, Context context);

    /// <summary>The state after an event. Never refuses: what happened has happened.</summary>
    /// <exception cref="UnknownEventException">The event is none of this feed's.</exception>
    public abstract TState Apply(TState state, EventBody body, Envelope envelope);

    /// <summary>Whose key seals the texts of this feed: a patient, an account or the feed itself, written like a feed.</summary>
    public abstract string? SubjectOf(TState state);

    /// <summary>When something happens by itself; null for never.</summary>
    public virtual DateTimeOffset? DeadlineOf(TState state) => null;

    /// <summary>What happens at the deadline; the events must move or end it.</summary>
    public virtual ImmutableArray<Draft> PassDeadline(TState state) => [];

    /// <summary>What the event changes in who may read and post.</summary>
    public virtual ImmutableArray<AccessChange> AccessOf(EventBody body) => [];

    /// <summary>Which earlier events lose their private part by this one.</summary>
    public virtual ImmutableArray<RedactionRow> RedactionsOf(EventBody body) => [];

    /// <summary>How the feed shows in the directory; null when it does not, also when it did before.</summary>
    public virtual Entry? EntryOf(FeedId feed, TState state) => null;

    /// <summary>
    /// Whom to tell of an event, once it is committed. Called again after a restart, perhaps with a later state: of
    /// the state only what never changes once it is set may be used.
    /// </summary>
    public virtual ImmutableArray<Reaction> ReactionsTo(TState state, EventBody body, Envelope envelope) => [];
}

/// <summary>What a decision may know besides the state.</summary>
/// <param name="Feed">The actor's own feed.</param>
/// <param name="Now">The latest of clock, last event and passed deadline, so that a skewed clock cannot undo order.</param>
/// <param name="By">The sender.</param>
public readonly record struct Context(FeedId Feed, DateTimeOffset Now, Caller By);

/// <summary>An event that is about to be numbered.</summary>
/// <param name="Body">What happened.</param>
/// <param name="Audience">Who may see it.</param>
/// <param name="IsAutomatic">Whether no person is its author, though a person's command causes it.</param>
public readonly record struct Draft(EventBody Body, Audience Audience = default, bool IsAutomatic = false)
{
    /// <summary>For everyone with access.</summary>
    public static implicit operator Draft(EventBody body) => new(body);
}

/// <summary>The outcome of <see cref="FeedModel{TState}.Decide"/>.</summary>
public sealed record Decision
{
    /// <summary>Null when accepted.</summary>
    public string? Code { get; private init; }

    /// <summary>What happened; may be empty when the wish was true already.</summary>
    public ImmutableArray<Draft> Events { get; private init; } = [];

    /// <summary>The answer's value.</summary>
    public string? Value { get; private init; }

    /// <summary>The command takes effect.</summary>
    public static Decision Accept(params ReadOnlySpan<Draft> events) => new() { Events = [.. events] };

    /// <summary>The command takes effect, and its answer says something.</summary>
    public Decision Answering(string value) => this with { Value = value };

    /// <summary>The command has no effect.</summary>
    public static Decision Refuse(string code) => new() { Code = code };
}

/// <summary>
/// A command to another actor, sent after the commit of the event that causes it: at least once, in order with all that
/// the same receiver is told and with what the same event names before it, under an id made of feed, number and ordinal,
/// so that it takes effect once.
/// </summary>
/// <param name="To">The receiver.</param>
/// <param name="Command">What it is told.</param>
/// <param name="IfRefused">
/// A command to this actor itself when the receiver refuses; null when there is nothing to do. A refusal is not
/// remembered: after a crash the receiver may accept what it had refused, so its later messages must be taken with grace.
/// </param>
public sealed record Reaction(FeedId To, Command Command, Func<string, Command>? IfRefused = null);
