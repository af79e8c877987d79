using System.Collections.Immutable;

namespace Consult.Silo.Storage;

/// <summary>What verifying a record found.</summary>
/// <param name="Feeds">Feeds that were read.</param>
/// <param name="Events">Events that were read.</param>
/// <param name="Findings">What is wrong, at most <see cref="RecordVerifier.MaxFindings"/> of it.</param>
/// <param name="FindingCount">How much is wrong in all.</param>
public sealed record VerifyReport(long Feeds, long Events, ImmutableArray<VerifyFinding> Findings, long FindingCount)
{
    /// <summary>Whether the record is what was written.</summary>
    public bool IsIntact => FindingCount == 0;
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Feed">The feed's name as it is stored.</param>
/// <param name="Seq">The event concerned; for a head, where it claims to stand.</param>
/// <param name="What">What is wrong.</param>
public sealed record VerifyFinding(string Feed, long Seq, VerifyProblem What);

/// <summary>What can be wrong with a record.</summary>
public enum VerifyProblem
{
    /// <summary>One or more events are missing in front of this one.</summary>
    Gap,

    /// <summary>The envelope, the digest or the order of events was changed: the chain does not lead to this tag.</summary>
    ChainBroken,

    /// <summary>The body is not the one that was written.</summary>
    BodyChanged,

    /// <summary>The body is gone and no erasure says so.</summary>
    BodyMissing,

    /// <summary>The body should have been erased and is still there.</summary>
    BodyNotErased,

    /// <summary>The head does not stand at the last event.</summary>
    HeadElsewhere,

    /// <summary>There are events and no head.</summary>
    HeadMissing,

    /// <summary>An accepted command claims to stand where no such event is.</summary>
    CommandStray,

    /// <summary>A row holds what was never written; the rest of the feed was not read.</summary>
    Unreadable,
}
