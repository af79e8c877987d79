using Consult.Client;
using Consult.Tools.Replay.Courses;

namespace Consult.Tools.Replay;

/// <summary>How to replay.</summary>
public sealed record ReplayOptions
{
    /// <summary>Where the server is.</summary>
    public required Uri Server { get; init; }

    /// <summary>How many consultations are played at once.</summary>
    public int Parallel { get; init; } = 32;

    /// <summary>Whether consultations of every kind are played in turn; otherwise all are directed ones.</summary>
    public bool Mix { get; init; }

    /// <summary>How long everything is repeated before it counts as failed; outlasts a restart of the server.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Begins the names of the accounts that verify people; signed in as operators.</summary>
    public string Operator { get; init; } = "replay-operator";

    /// <summary>Begins the names of this run's accounts and commands, so that runs do not meet.</summary>
    public string Run { get; init; } = Guid.NewGuid().ToString("N")[..8];

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal IReadOnlyList<Kind> Kinds => Mix ? Kind.Mixture : [Kind.Directed];

    internal ClientOptions Client => new() { Deadline = Deadline, Time = Time };
}

/// <summary>How far a replay is.</summary>
/// <param name="Finished">Consultations played to their end, or failed.</param>
/// <param name="Consultations">All of them.</param>
/// <param name="Messages">Messages acknowledged so far.</param>
public sealed record ReplayProgress(int Finished, int Consultations, int Messages);

/// <summary>Where a consultation stood after it was played.</summary>
/// <param name="Patient">The patient's account.</param>
/// <param name="Consultation">Key of the consultation.</param>
/// <param name="Position">The position of its last event.</param>
public sealed record Standing(string Patient, string Consultation, FeedPosition Position);

/// <summary>What a replay found.</summary>
public sealed record ReplayResult
{
    /// <summary>Consultations in the input.</summary>
    public required int Consultations { get; init; }

    /// <summary>How many of each kind were played to their end.</summary>
    public required IReadOnlyList<(string Kind, int Count)> Played { get; init; }

    /// <summary>Set when none was quick because the server takes those from this moment on only.</summary>
    public required DateTimeOffset? QuickOpensAt { get; init; }

    /// <summary>Messages acknowledged.</summary>
    public required int Messages { get; init; }

    /// <summary>Consultations that did not come to their end, with the code of the refusal.</summary>
    public required IReadOnlyList<(string Consultation, string Code)> Failed { get; init; }

    /// <summary>
    /// Every difference between what was acknowledged and what readers got, and between how each kind must end and did.
    /// </summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>How far each consultation was read when it was compared.</summary>
    public required IReadOnlyList<Standing> Standings { get; init; }

    /// <summary>From a message's first attempt to its acknowledgement.</summary>
    public required Percentiles AcknowledgeTimes { get; init; }

    /// <summary>From a message's first attempt to the other side's screen.</summary>
    public required Percentiles DeliveryTimes { get; init; }

    /// <summary>Connections established beyond the first of each account.</summary>
    public required int Reconnects { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>Nothing failed and nothing differs.</summary>
    public bool IsClean => Failed.Count == 0 && Findings.Count == 0;

    /// <summary>How many findings there are of a kind.</summary>
    public int Count(FindingKind kind) => Findings.Count(finding => finding.Kind == kind);
}
