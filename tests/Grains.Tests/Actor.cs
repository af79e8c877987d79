using System.Text.Json;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult;

/// <summary>
/// A model with a state, as a feed grain would drive it: due deadlines first, then the decision, then the fold. With
/// every step it proves that deciding changes nothing and that the state survives a snapshot.
/// </summary>
internal sealed class Actor<TState>(FeedModel<TState> model, FeedId feed) where TState : class
{
    private readonly List<(EventBody Body, Envelope Envelope)> _events = [];

    public TState State { get; private set; } = model.Empty;

    public DateTimeOffset Now { get; set; } = new(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<(EventBody Body, Envelope Envelope)> Events => _events;

    public EventBody Last => _events[^1].Body;

    /// <summary>The answer's value of the last accepted command.</summary>
    public string? Value { get; private set; }

    /// <summary>Everybody the events so far ask to be told.</summary>
    public IEnumerable<Reaction> Reactions => _events.SelectMany(e => model.ReactionsTo(State, e.Body, e.Envelope));

    /// <summary>Every change of access so far.</summary>
    public IEnumerable<AccessChange> Access => _events.SelectMany(e => model.AccessOf(e.Body));

    public Entry? Entry => model.EntryOf(feed, State);

    /// <summary>Null when accepted, otherwise the code.</summary>
    public string? Send(Caller by, Command command)
    {
        PassDeadlines();
        var context = new Context(feed, Now, by);
        var before = Json(State);
        var decision = model.Decide(State, command, context);
        Json(Bodies(model.Decide(State, command, context))).ShouldBe(Json(Bodies(decision)), "deciding is not pure");
        Json(State).ShouldBe(before, "deciding changed the state");
        if (decision.Code is null) Value = decision.Value;
        foreach (var draft in decision.Events) Append(draft, by.ToAuthor(), Now);
        return decision.Code;
    }

    /// <summary>Sends a command that must be accepted.</summary>
    public Actor<TState> Do(Caller by, Command command)
    {
        Send(by, command).ShouldBeNull(command.GetType().Name);
        return this;
    }

    public Actor<TState> Wait(TimeSpan time)
    {
        Now += time;
        PassDeadlines();
        return this;
    }

    public void PassDeadlines()
    {
        DateTimeOffset? passed = null;
        while (model.DeadlineOf(State) is { } deadline && deadline <= Now)
        {
            (deadline <= passed).ShouldBeFalse("a deadline does not move");
            foreach (var draft in model.PassDeadline(State)) Append(draft, Author.System, deadline);
            passed = deadline;
        }
    }

    /// <summary>The state folded anew from what would be stored: encoded, sealed, opened and decoded.</summary>
    public TState Replayed()
    {
        var (state, key) = (model.Empty, new byte[32]);
        foreach (var (body, e) in _events)
        {
            var stored = BodyCodec.Encode(body, "patient/p-1", key, (e.Feed, e.Seq, e.Type));
            var decoded = BodyCodec.Decode(new() { Envelope = e, Body = [.. stored], Digest = [] }, key);
            state = model.Apply(state, decoded, e);
        }
        return state;
    }

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, FeedJson.Options);

    private static object[] Bodies(Decision decision) => [decision.Code ?? "", .. decision.Events.Select(draft => draft.Body)];

    private void Append(Draft draft, Author by, DateTimeOffset at)
    {
        var envelope = new Envelope
        {
            Feed = feed,
            Seq = _events.Count + 1,
            Type = EventCatalogue.NameOf(draft.Body),
            At = at,
            By = draft.IsAutomatic ? Author.System : by,
            Audience = draft.Audience,
            Command = new("test"),
            Tag = default,
        };
        State = model.Apply(State, draft.Body, envelope);
        _events.Add((draft.Body, envelope));
        var json = Json(State);
        Json(JsonSerializer.Deserialize<TState>(json, FeedJson.Options)).ShouldBe(json, "the state does not survive a snapshot");
    }
}
