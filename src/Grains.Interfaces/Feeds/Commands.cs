using Orleans;

namespace Consult.Feeds;

/// <summary>A request to an actor, in the imperative. What it holds is the sender's; who sent it is the server's.</summary>
[GenerateSerializer, Immutable, Alias("consult.Command")]
public abstract record Command;

/// <summary>A command on its way to an actor.</summary>
[GenerateSerializer, Immutable, Alias("consult.Request")]
public sealed record Request(
    [property: Id(0)] CommandId Id,
    [property: Id(1)] Caller By,
    [property: Id(2)] Command Command);

/// <summary>
/// What an actor answers to a command, given only when everything it was built on is committed. Refusals are values:
/// an exception out of an actor is a defect.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.Answer")]
public sealed record Answer
{
    /// <summary>Null when the command was accepted, otherwise a code of <see cref="Codes"/>.</summary>
    [Id(0)] public string? Code { get; init; }

    /// <summary>Where the feed stood when the answer became true: after the command's own events when accepted.</summary>
    [Id(1)] public Position Position { get; init; }

    /// <summary>What the command made or found, in a form its documentation names; null when there is nothing to say.</summary>
    [Id(2)] public string? Value { get; init; }

    /// <summary>Whether the command took effect.</summary>
    public bool IsAccepted => Code is null;

    /// <summary>The command took effect.</summary>
    public static Answer Accepted(Position position, string? value = null) => new() { Position = position, Value = value };

    /// <summary>The command had no effect.</summary>
    public static Answer Refused(string code, Position position = default) => new() { Code = code, Position = position };
}

/// <summary>What an actor answers to a question about its state, with the position at which it was true.</summary>
/// <typeparam name="T">The view that was asked for.</typeparam>
[GenerateSerializer, Immutable, Alias("consult.Reading`1")]
public sealed record Reading<T> where T : class
{
    /// <summary>Null when <see cref="Value"/> holds; otherwise a code of <see cref="Codes"/>.</summary>
    [Id(0)] public string? Code { get; init; }

    /// <summary>The view.</summary>
    [Id(1)] public T? Value { get; init; }

    /// <summary>Everything up to here was committed and is part of the view.</summary>
    [Id(2)] public Position Position { get; init; }
}
