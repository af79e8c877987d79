using System.Collections.Immutable;
using Consult.Clinics;
using Consult.Feeds;
using Orleans;

namespace Consult.Consultations;

/// <summary>
/// Opens the consultation: the request of <see cref="IConsultationGrain.Request"/>. By the patient's side, acting for
/// <see cref="Patient"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.RequestConsultation")]
public sealed record RequestConsultation : Command
{
    /// <summary>Who is treated.</summary>
    [Id(0)] public required PatientId Patient { get; init; }

    /// <summary>
    /// The chosen doctor; null for <see cref="ConsultationKind.Quick"/> and <see cref="ConsultationKind.FreeClinic"/>, which
    /// any doctor of the department, or any host of the clinic, takes.
    /// </summary>
    [Id(1)] public DoctorId? Doctor { get; init; }

    /// <summary>The kind.</summary>
    [Id(2)] public required ConsultationKind Kind { get; init; }

    /// <summary>What it is about, 1–4,000 UTF-16 characters.</summary>
    [Id(3)] public required PrivateText Complaint { get; init; }

    /// <summary>The department's name, for <see cref="ConsultationKind.Quick"/>; 1–50 characters.</summary>
    [Id(4)] public string? Department { get; init; }

    /// <summary>The start of the doctor's slot, for <see cref="ConsultationKind.Video"/>; null for the live queue.</summary>
    [Id(5)] public DateTimeOffset? SlotAt { get; init; }

    /// <summary>How it is paid: a name that the gateway knows, 1–40 characters; null for the operator's default.</summary>
    [Id(6)] public string? Method { get; init; }

    /// <summary>The consultation this one goes on from, by <see cref="TransferConsultation"/> alone.</summary>
    [Id(7)] public ConsultationId? From { get; init; }

    /// <summary>The clinic, for <see cref="ConsultationKind.FreeClinic"/>.</summary>
    [Id(20)] public ClinicId? Clinic { get; init; }

    /// <summary>The patient's place in it, by its number.</summary>
    [Id(21)] public int? Place { get; init; }
}

/// <summary>The consultation stands in the doctor's queue. Sent by the doctor's actor.</summary>
[GenerateSerializer, Immutable, Alias("consult.ConfirmQueued")]
public sealed record ConfirmQueued : Command;

/// <summary>The doctor's queue did not take the consultation. Sent by the consultation to itself.</summary>
/// <param name="Code">Why, one of <see cref="Codes"/>.</param>
[GenerateSerializer, Immutable, Alias("consult.RefuseQueue")]
public sealed record RefuseQueue([property: Id(0)] string Code) : Command;

/// <summary>The clinic whose pool had the consultation was called off. Sent by the clinic.</summary>
[GenerateSerializer, Immutable, Alias("consult.DropFromClinic")]
public sealed record DropFromClinic : Command;

/// <summary>
/// Accepts the consultation under a reserved place. Sent by <c>IDoctorGrain.Accept</c> in the doctor's name; never
/// taken from a client, who could make the reservation up.
/// </summary>
/// <param name="Doctor">The doctor whose desk holds the reservation.</param>
/// <param name="ReservedUntil">When the reservation ends; not later than now: <see cref="Codes.ReservationExpired"/>.</param>
[GenerateSerializer, Immutable, Alias("consult.AcceptReserved")]
public sealed record AcceptReserved(
    [property: Id(0)] DoctorId Doctor,
    [property: Id(1)] DateTimeOffset ReservedUntil) : Command;

/// <summary>Declines the consultation before it is accepted; full refund. By the doctor.</summary>
/// <param name="Reason">1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.DeclineConsultation")]
public sealed record DeclineConsultation([property: Id(0)] PrivateText Reason) : Command;

/// <summary>Cancels the consultation before it is accepted; full refund. By the patient's side.</summary>
[GenerateSerializer, Immutable, Alias("consult.CancelConsultation")]
public sealed record CancelConsultation : Command;

/// <summary>Says something while the consultation is active. By the patient's side or the doctor.</summary>
/// <param name="Text">1–4,000 UTF-16 characters; may be empty when there are attachments.</param>
[GenerateSerializer, Immutable, Alias("consult.PostMessage")]
public sealed record PostMessage([property: Id(0)] PrivateText Text) : Command
{
    /// <summary>The most attachments of one message.</summary>
    public const int MaxAttachments = 9;

    /// <summary>At most <see cref="MaxAttachments"/> of this consultation, complete; otherwise <see cref="Codes.AttachmentUnready"/>.</summary>
    [Id(1)] public ImmutableArray<AttachmentId> Attachments { get; init; } = [];
}

/// <summary>Takes a message back. By its author, within two minutes. What it used of the quota stays used.</summary>
/// <param name="Seq">Number of the <c>message.posted</c> event.</param>
[GenerateSerializer, Immutable, Alias("consult.RecallMessage")]
public sealed record RecallMessage([property: Id(0)] long Seq) : Command;

/// <summary>Gives the patient more rounds while the window is open. By the doctor.</summary>
/// <param name="Rounds">1–50.</param>
[GenerateSerializer, Immutable, Alias("consult.GrantRounds")]
public sealed record GrantRounds([property: Id(0)] int Rounds) : Command;

/// <summary>
/// Completes the consultation with the doctor's summary (小结). It is health advice, without diagnosis or prescription
/// (互联网诊疗管理办法: those need a documented earlier diagnosis). By the doctor, after at least one reply.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.CompleteConsultation")]
public sealed record CompleteConsultation : Command
{
    /// <summary>Impression or advice, 1–4,000 characters.</summary>
    [Id(0)] public required PrivateText Impression { get; init; }

    /// <summary>What to do next, 1–4,000 characters.</summary>
    [Id(1)] public required PrivateText Plan { get; init; }

    /// <summary>When to seek help at once, 1–4,000 characters.</summary>
    [Id(2)] public required PrivateText RedFlags { get; init; }

    /// <summary>Whether the patient should be seen in person.</summary>
    [Id(3)] public required bool GoOffline { get; init; }
}

/// <summary>
/// Ends an active consultation as unsuitable for online care, with where to go instead; full refund, and nothing
/// further can be prescribed in it. By the doctor.
/// </summary>
/// <param name="Reason">1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.TerminateConsultation")]
public sealed record TerminateConsultation([property: Id(0)] PrivateText Reason) : Command
{
    /// <summary>Where to be seen in person, at most 4,000 characters; may be left out.</summary>
    [Id(1)] public PrivateText Referral { get; init; }
}

/// <summary>Rates a completed consultation, once. By the patient's side.</summary>
[GenerateSerializer, Immutable, Alias("consult.RateConsultation")]
public sealed record RateConsultation : Command
{
    /// <summary>1–5.</summary>
    [Id(0)] public required int Stars { get; init; }

    /// <summary>At most 10, each of 1–20 characters.</summary>
    [Id(1)] public ImmutableArray<PrivateText> Tags { get; init; } = [];

    /// <summary>At most 4,000 characters; may be left out.</summary>
    [Id(2)] public PrivateText Text { get; init; }
}

/// <summary>
/// Records that staff opened the record, before it is shown to them (互联网诊疗监管细则 2022; 未成年人网络保护条例).
/// By <see cref="Role.Operator"/>.
/// </summary>
/// <param name="Reason">1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.OpenRecord")]
public sealed record OpenRecord([property: Id(0)] PrivateText Reason) : Command;
