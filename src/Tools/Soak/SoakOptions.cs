using System.Collections.Immutable;
using Consult.Tools.Replay;

namespace Consult.Tools.Soak;

/// <summary>How to soak.</summary>
public sealed record SoakOptions
{
    /// <summary>After how long no further round begins.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>The time between two kills on average.</summary>
    public required TimeSpan KillEvery { get; init; }

    /// <summary>Decides which faults come when.</summary>
    public required int Seed { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>What a soak found.</summary>
public sealed record SoakResult
{
    /// <summary>How it was run.</summary>
    public required SoakOptions Options { get; init; }

    /// <summary>Rounds compared.</summary>
    public int Rounds { get; init; }

    /// <summary>Consultations played.</summary>
    public int Consultations { get; init; }

    /// <summary>Messages acknowledged.</summary>
    public long Messages { get; init; }

    /// <summary>Differences found, by kind.</summary>
    public ImmutableDictionary<FindingKind, int> Findings { get; init; } = ImmutableDictionary<FindingKind, int>.Empty;

    /// <summary>Consultations that did not come to their end, and rounds that could not begin.</summary>
    public int Failed { get; init; }

    /// <summary>Connections established beyond the first of each account.</summary>
    public int Reconnects { get; init; }

    /// <summary>What was done to the site.</summary>
    public FaultCounts Faults { get; init; } = new(0, 0, 0, 0);

    /// <summary>Consultations that stood after the last fault where they had stood when they were compared.</summary>
    public int Reread { get; init; }

    /// <summary>Consultations that did not.</summary>
    public int Gone { get; init; }

    /// <summary>Whether the verb <c>verify</c> found nothing.</summary>
    public bool IsIntact { get; init; }

    /// <summary>Why the site did not come up again after a fault, null when it always did.</summary>
    public string? Broken { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Something was played, and nothing whatever differs.</summary>
    public bool IsClean =>
        Messages > 0 && Findings.IsEmpty && Failed == 0 && Gone == 0 && Reread == Consultations && IsIntact && Broken is null;

    /// <summary>This and one more round.</summary>
    internal SoakResult With(ReplayResult round) => this with
    {
        Rounds = Rounds + 1,
        Consultations = Consultations + round.Consultations,
        Messages = Messages + round.Messages,
        Failed = Failed + round.Failed.Count,
        Reconnects = Reconnects + round.Reconnects,
        Findings = round.Findings.Aggregate(
            Findings, (sum, finding) => sum.SetItem(finding.Kind, sum.GetValueOrDefault(finding.Kind) + 1)),
    };
}
