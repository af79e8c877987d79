namespace Consult.Client;

/// <summary>The limits of a client. The defaults are those of docs/protocol.md.</summary>
public sealed record ClientOptions
{
    /// <summary>How long a command is repeated under its id before the caller is told that there was no answer.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one attempt waits for its answer.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the client sends a ping; the server wants one at least every 15 seconds.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection on which nothing was heard for so long is dead.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many frames of one feed wait for their consumer. Beyond it the feed is unsubscribed, and resumed from its
    /// position when half of them are processed; other feeds of the connection go on.
    /// </summary>
    public int FramesPerFeed { get; init; } = 256;

    /// <summary>How many calls of one connection wait for answers; beyond it callers wait for a place.</summary>
    public int PendingCalls { get; init; } = 256;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
