using System.Collections.Immutable;
using Consult.Feeds.Storage;

namespace Consult.Feeds;

/// <summary>Decided events, numbered, sealed and chained, with the state and position after them.</summary>
internal sealed record Staged<TState>(
    TState State,
    Position Position,
    ImmutableArray<FeedEvent> Events,
    ImmutableArray<EventBody> Bodies,
    ImmutableArray<AccessChange> Access) where TState : class
{
    /// <summary>The earlier events that lose their private part.</summary>
    public ImmutableArray<RedactionRow> Redactions(FeedModel<TState> model) => [.. Bodies.SelectMany(body => model.RedactionsOf(body))];

    /// <summary>Whether somebody must be told of one of the events.</summary>
    public bool OwesReactions(FeedModel<TState> model)
    {
        for (var i = 0; i < Bodies.Length; i++)
            if (!model.ReactionsTo(State, Bodies[i], Events[i].Envelope).IsEmpty)
                return true;
        return false;
    }
}

/// <summary>
/// The outcome of one turn: an answer on its way, or the person whose key must be had before the turn can be taken.
/// </summary>
internal readonly record struct Turn(Task<Answer>? Answer, string? MissingKey = null)
{
    public static Turn Needs(string person) => new(null, person);
}

/// <summary>What a load found.</summary>
internal sealed record LoadedFeed<TState>(
    TState State, Position Position, DateTimeOffset LastAt, long Reacted, CommandLedger Ledger, bool IsQuarantined = false)
    where TState : class;
