using Orleans;

namespace Consult.Feeds;

/// <summary>
/// A cache of the fold, kept as grain state. Taken of committed state only; ignored when anything about it does not
/// fit the log. Our own bytes, sealed with the key of the feed's subject.
/// </summary>
[GenerateSerializer, Alias("consult.FeedSnapshot")]
public sealed class FeedSnapshot
{
    /// <summary>The last event it includes.</summary>
    [Id(0)] public Position Position { get; set; }

    /// <summary>The <see cref="FeedModel{TState}.FoldVersion"/> that made it.</summary>
    [Id(1)] public int FoldVersion { get; set; }

    /// <summary>When the last included event happened, in Unix milliseconds.</summary>
    [Id(2)] public long LastAt { get; set; }

    /// <summary>Whose key seals <see cref="State"/>.</summary>
    [Id(3)] public string? Person { get; set; }

    /// <summary>The state as JSON, sealed when <see cref="Person"/> is set.</summary>
    [Id(4)] public byte[]? State { get; set; }
}
