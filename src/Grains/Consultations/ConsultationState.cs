using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Consultations;

/// <summary>What a consultation has become. It does not grow with the number of messages.</summary>
internal sealed record ConsultationState
{
    /// <summary>
    /// How many messages can be recalled at most: an author who wrote more than that within two minutes recalls the
    /// latest. Part of the fold, so it is no option.
    /// </summary>
    public const int RecallLength = 64;

    public bool Exists { get; init; }

    public ConsultationId Consultation { get; init; }

    public PatientId Patient { get; init; }

    public DoctorId Doctor { get; init; }

    public AccountId DoctorAccount { get; init; }

    public ConsultationKind Kind { get; init; }

    public long PriceFen { get; init; }

    public ConsultationStatus Status { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset AcceptBy { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? ReplyBy { get; init; }

    public DateTimeOffset? FirstReplyAt { get; init; }

    public DateTimeOffset? WindowEnds { get; init; }

    public bool IsWindowClosed { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int RoundLimit { get; init; }

    public int RoundsUsed { get; init; }

    public int FollowUpLimit { get; init; }

    public int FollowUpsUsed { get; init; }

    /// <summary>The turn the patient is in; null when the next message of the patient begins one.</summary>
    public PatientTurn? Turn { get; init; }

    public int? Stars { get; init; }

    /// <summary>The latest messages that were not recalled, oldest first.</summary>
    public ImmutableArray<RecentMessage> Recent { get; init; } = [];

    public RevisitState Revisit { get; init; } = new();

    /// <summary>The last event that everyone may see happened then.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    public long LastSeq { get; init; }

    public bool IsOver => Status >= ConsultationStatus.Completed;
}

/// <summary>Consecutive messages of the patient: part of a round, or a follow-up question.</summary>
internal sealed record PatientTurn(int? Round, int? FollowUp, int Messages);

/// <summary>A message that its author may still recall.</summary>
internal sealed record RecentMessage(long Seq, AccountId Author, DateTimeOffset At);
