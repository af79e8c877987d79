using System.Collections.Immutable;
using Consult.Clinics;
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

    /// <summary>How many unread messages are counted; whoever has more knows enough. Part of the fold.</summary>
    public const int UnreadLength = 100;

    public bool Exists { get; init; }

    public ConsultationId Consultation { get; init; }

    public PatientId Patient { get; init; }

    /// <summary>The doctor it was requested of, or who accepted it; null while the pool of a department or a clinic has it.</summary>
    public DoctorId? Doctor { get; init; }

    public AccountId? DoctorAccount { get; init; }

    /// <summary>The doctor it was requested of; never changes.</summary>
    public DoctorId? RequestedOf { get; init; }

    public string? Department { get; init; }

    public DateTimeOffset? SlotAt { get; init; }

    /// <summary>The free clinic whose hosts may take it.</summary>
    public ClinicId? Clinic { get; init; }

    /// <summary>The patient's place in that clinic.</summary>
    public int? Place { get; init; }

    /// <summary>When that clinic's window ends, and this consultation's with it.</summary>
    public DateTimeOffset? ClinicUntil { get; init; }

    /// <summary>The consultation it goes on from.</summary>
    public ConsultationId? From { get; init; }

    /// <summary>The consultation that goes on from it.</summary>
    public ConsultationId? To { get; init; }

    public ConsultationKind Kind { get; init; }

    public long PriceFen { get; init; }

    /// <summary>The price and the packs of rounds, in the order in which they were asked for.</summary>
    public ImmutableArray<Charge> Charges { get; init; } = [];

    public int Packs { get; init; }

    public bool IsRefundPending { get; init; }

    public bool IsGuaranteed { get; init; }

    public DateTimeOffset? SettleAt { get; init; }

    public ConsultationStatus Status { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset AcceptBy { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? ReplyBy { get; init; }

    public DateTimeOffset? FirstReplyAt { get; init; }

    public DateTimeOffset? WindowEnds { get; init; }

    public bool IsWindowClosed { get; init; }

    public DateTimeOffset? CloseBy { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Null for any number.</summary>
    public int? RoundLimit { get; init; }

    public int RoundsUsed { get; init; }

    public int FollowUpLimit { get; init; }

    public int FollowUpsUsed { get; init; }

    /// <summary>The turn the patient is in; null when the next message of the patient begins one.</summary>
    public PatientTurn? Turn { get; init; }

    /// <summary>Of a video consultation.</summary>
    public VideoState Video { get; init; } = new();

    public int? Stars { get; init; }

    /// <summary>The latest messages that were not recalled, oldest first.</summary>
    public ImmutableArray<RecentMessage> Recent { get; init; } = [];

    /// <summary>Doctors who were proposed and not refused.</summary>
    public ImmutableArray<Opinion> Opinions { get; init; } = [];

    public long DoctorReadUpTo { get; init; }

    public long PatientReadUpTo { get; init; }

    /// <summary>Numbers of the patient's messages that the doctor has not read.</summary>
    public ImmutableArray<long> DoctorUnread { get; init; } = [];

    /// <summary>Numbers of the doctors' messages that the patient has not read.</summary>
    public ImmutableArray<long> PatientUnread { get; init; } = [];

    public RevisitState Revisit { get; init; } = new();

    /// <summary>Whether the patient was in the first year of life when it was requested.</summary>
    public bool IsInfant { get; init; }

    /// <summary>Whether questions are asked before a doctor joins.</summary>
    public bool HasInterview { get; init; }

    /// <summary>Signs that were answered by a notice.</summary>
    public ImmutableArray<RedFlag> RedFlags { get; init; } = [];

    /// <summary>The last event that everyone may see happened then.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    public long LastSeq { get; init; }

    /// <summary>Whether it is by video and a side has not come yet, nor been found absent.</summary>
    public bool IsAwaited => Kind is ConsultationKind.Video && !Video.IsNoShow && !(Video.DoctorCame && Video.PatientCame);

    public bool IsOver => Status >= ConsultationStatus.Completed;

    /// <summary>Whether the price is held, or there is none.</summary>
    public bool IsPaid => Charges.IsEmpty || Charges[0].IsHeld;
}

/// <summary>Consecutive messages of the patient: part of a round, or a follow-up question.</summary>
internal sealed record PatientTurn(int? Round, int? FollowUp, int Messages);

/// <summary>A message that its author may still recall.</summary>
internal sealed record RecentMessage(long Seq, AccountId Author, DateTimeOffset At)
{
    public ImmutableArray<AttachmentId> Attachments { get; init; } = [];
}

/// <summary>Another doctor who was proposed.</summary>
internal sealed record Opinion(DoctorId Doctor, AccountId Account, bool HasConsent);
