using System.Collections.Immutable;
using Consult.Clinics;
using Consult.Feeds;

namespace Consult.Consultations;

/// <summary>
/// The consultation was asked for. The numbers on which it was bought stand here, so that a later change of
/// configuration does not change them.
/// </summary>
[EventType("consultation.requested")]
public sealed record ConsultationRequested : EventBody
{
    /// <summary>Who is treated.</summary>
    public required PatientId Patient { get; init; }

    /// <summary>The chosen doctor; null when any of a department may take it.</summary>
    public DoctorId? Doctor { get; init; }

    /// <summary>The account that acts as the doctor.</summary>
    public AccountId? DoctorAccount { get; init; }

    /// <summary>The account that asked for the patient.</summary>
    public required AccountId RequestedBy { get; init; }

    /// <summary>The kind.</summary>
    public required ConsultationKind Kind { get; init; }

    /// <summary>Price in fen.</summary>
    public required long PriceFen { get; init; }

    /// <summary>Accepted before this moment, or expired; with a price: paid before this moment, or cancelled.</summary>
    public required DateTimeOffset AcceptBy { get; init; }

    /// <summary>How many rounds the patient has; null for any number.</summary>
    public int? RoundLimit { get; init; }

    /// <summary>How many follow-up questions (追问) the patient has besides.</summary>
    public required int FollowUpLimit { get; init; }

    /// <summary>The department whose doctors may take it, by name.</summary>
    public string? Department { get; init; }

    /// <summary>The start of the doctor's slot.</summary>
    public DateTimeOffset? SlotAt { get; init; }

    /// <summary>How it is paid; null when it costs nothing.</summary>
    public string? Method { get; init; }

    /// <summary>Whether it carries the satisfaction guarantee (满意度保障).</summary>
    public bool Guaranteed { get; init; }

    /// <summary>The consultation it goes on from.</summary>
    public ConsultationId? From { get; init; }

    /// <summary>Of a video consultation: the bought minutes.</summary>
    public int? VideoMinutes { get; init; }

    /// <summary>Of a free clinic: which.</summary>
    public ClinicId? Clinic { get; init; }

    /// <summary>Of a free clinic: the patient's place in it.</summary>
    public int? Place { get; init; }

    /// <summary>Of a free clinic: when its window ends, and this consultation's with it.</summary>
    public DateTimeOffset? ClinicUntil { get; init; }

    /// <summary>Whether the patient is in the first year of life, where fever is a red flag.</summary>
    public bool Infant { get; init; }

    /// <summary>The department whose questions are asked before a doctor joins (预问诊), by name; null for none.</summary>
    public string? InterviewDepartment { get; init; }

    /// <summary>What it is about.</summary>
    public PrivateText Complaint { get; init; }
}

/// <summary>It stands in the doctor's queue.</summary>
[EventType("consultation.waiting")]
public sealed record ConsultationWaiting : EventBody;

/// <summary>The doctor accepted.</summary>
/// <param name="By">The doctor's account.</param>
/// <param name="ReplyBy">Without a reply of the doctor by this moment everything is refunded.</param>
/// <param name="Doctor">Who accepted.</param>
/// <param name="WindowEnds">When the window ends, where accepting opens it.</param>
[EventType("consultation.accepted")]
public sealed record ConsultationAccepted(
    AccountId By, DateTimeOffset ReplyBy, DoctorId? Doctor = null, DateTimeOffset? WindowEnds = null) : EventBody;

/// <summary>Who ended a consultation before it was accepted.</summary>
public enum CancelCause
{
    /// <summary>The patient's side changed its mind.</summary>
    Patient,

    /// <summary>The doctor declined.</summary>
    Doctor,

    /// <summary>The doctor's queue did not take it.</summary>
    Queue,

    /// <summary>It was not paid.</summary>
    Payment,
}

/// <summary>It ended before it was accepted.</summary>
[EventType("consultation.cancelled")]
public sealed record ConsultationCancelled : EventBody
{
    /// <summary>Who ended it.</summary>
    public required CancelCause Cause { get; init; }

    /// <summary>Why the queue did not take it, or the payment failed; null for another cause.</summary>
    public string? Code { get; init; }

    /// <summary>To pay back, in fen.</summary>
    public required long RefundFen { get; init; }

    /// <summary>Why the doctor declined.</summary>
    public PrivateText Reason { get; init; }
}

/// <summary>Nobody accepted in time.</summary>
/// <param name="RefundFen">To pay back, in fen.</param>
[EventType("consultation.expired")]
public sealed record ConsultationExpired(long RefundFen) : EventBody;

/// <summary>The doctor accepted and did not reply in time.</summary>
/// <param name="RefundFen">To pay back, in fen.</param>
[EventType("consultation.refunded")]
public sealed record ConsultationRefunded(long RefundFen) : EventBody;

/// <summary>Somebody said something; who stands in the envelope.</summary>
[EventType("message.posted")]
public sealed record MessagePosted : EventBody
{
    /// <summary>On the patient's messages: the round they belong to, from 1. Null for the doctor and in follow-ups.</summary>
    public int? Round { get; init; }

    /// <summary>On the patient's messages: the follow-up question they belong to, from 1. Null for the doctor and in rounds.</summary>
    public int? FollowUp { get; init; }

    /// <summary>On the doctor's first reply: when the window ends that it opens.</summary>
    public DateTimeOffset? WindowEnds { get; init; }

    /// <summary>The attachments that came with it.</summary>
    public ImmutableArray<AttachmentId> Attachments { get; init; } = [];

    /// <summary>What was said.</summary>
    public PrivateText Text { get; init; }
}

/// <summary>A message was taken back by its author.</summary>
/// <param name="Seq">Number of the message's event.</param>
[EventType("message.recalled")]
public sealed record MessageRecalled(long Seq) : EventBody
{
    /// <summary>The attachments that it had; they are hidden with it.</summary>
    public ImmutableArray<AttachmentId> Attachments { get; init; } = [];
}

/// <summary>The doctor gave the patient more rounds.</summary>
[EventType("rounds.granted")]
public sealed record RoundsGranted(int Rounds) : EventBody;

/// <summary>The window ended; what is left are follow-up questions and the doctor's summary.</summary>
/// <param name="CloseBy">Without a summary by this moment the consultation ends by itself.</param>
[EventType("window.closed")]
public sealed record WindowClosed(DateTimeOffset? CloseBy = null) : EventBody;

/// <summary>The doctor completed it with a summary; or it ended by itself, and then there is none.</summary>
[EventType("consultation.completed")]
public sealed record ConsultationCompleted : EventBody
{
    /// <summary>Whether it ended by itself, without a doctor's summary (监管细则 2022 art. 21: never in a doctor's name).</summary>
    public bool Automatic { get; init; }

    /// <summary>When what is not paid back by then is handed over; null when there is nothing.</summary>
    public DateTimeOffset? SettleAt { get; init; }

    /// <summary>Whether the patient should be seen in person.</summary>
    public required bool GoOffline { get; init; }

    /// <summary>Impression or advice.</summary>
    public PrivateText Impression { get; init; }

    /// <summary>What to do next.</summary>
    public PrivateText Plan { get; init; }

    /// <summary>When to seek help at once.</summary>
    public PrivateText RedFlags { get; init; }
}

/// <summary>The doctor ended it as unsuitable for online care.</summary>
/// <param name="RefundFen">To pay back, in fen: the whole price, since the patient did not get what was paid for.</param>
/// <param name="Reason">Why.</param>
/// <param name="Referral">Where to be seen in person.</param>
[EventType("consultation.terminated")]
public sealed record ConsultationTerminated(long RefundFen, PrivateText Reason, PrivateText Referral = default) : EventBody;

/// <summary>The patient's side rated it.</summary>
[EventType("consultation.rated")]
public sealed record ConsultationRated : EventBody
{
    /// <summary>1–5.</summary>
    public required int Stars { get; init; }

    /// <summary>Chosen tags.</summary>
    public ImmutableArray<PrivateText> Tags { get; init; } = [];

    /// <summary>What they said about it.</summary>
    public PrivateText Text { get; init; }
}

/// <summary>Staff opened the record; seen by staff alone.</summary>
[EventType("record.opened")]
public sealed record RecordOpened(PrivateText Reason) : EventBody;
