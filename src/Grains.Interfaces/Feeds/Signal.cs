using Orleans;

namespace Consult.Feeds;

/// <summary>Something that is true only now: typing, presence, the steps by which two browsers find each other.</summary>
/// <param name="Type">One of the names in docs/protocol.md.</param>
/// <param name="By">Who signals.</param>
[GenerateSerializer, Immutable, Alias("consult.Signal")]
public sealed record Signal(
    [property: Id(0)] string Type,
    [property: Id(1)] Author By)
{
    /// <summary>The one account it is for; null when everyone who watches may have it.</summary>
    [Id(2)] public AccountId? To { get; init; }

    /// <summary>
    /// What it carries, for <see cref="To"/> alone. A signal with data is not replaced by a later one: those that wait
    /// keep their order, and beyond a bound the oldest is dropped and its receiver told by <see cref="Lost"/>.
    /// </summary>
    [Id(3)] public PrivateText Data { get; init; }

    /// <summary>Tells everybody in a room that it takes no more chat for the moment.</summary>
    public static Signal RoomOverloaded { get; } = new("room.overloaded", Author.System);

    /// <summary>Figures that are true now, as a JSON object, for everyone who watches; the latest ones replace those that wait.</summary>
    [Id(4)] public string? Figures { get; init; }

    /// <summary>Tells an account that signals with data meant for it were dropped.</summary>
    public static Signal Lost(AccountId to) => new("call.signal.lost", Author.System) { To = to };
}
