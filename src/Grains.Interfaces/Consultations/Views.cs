using System.Collections.Immutable;
using Consult.Clinics;
using Consult.Feeds;
using Orleans;

namespace Consult.Consultations;

/// <summary>The kinds of consultation.</summary>
public enum ConsultationKind
{
    /// <summary>Any doctor of a department grabs it (极速问诊).</summary>
    Quick,

    /// <summary>Texts and pictures with a chosen doctor (图文问诊).</summary>
    Directed,

    /// <summary>By video (视频问诊).</summary>
    Video,

    /// <summary>Repeat prescription (复诊续方).</summary>
    Revisit,

    /// <summary>Free clinic (义诊).</summary>
    FreeClinic,
}

/// <summary>
/// Where a consultation stands. From <see cref="Completed"/> on nothing happens any more but ratings, refunds, settlement
/// and reading.
/// </summary>
public enum ConsultationStatus
{
    /// <summary>Asked for; not yet in the doctor's queue.</summary>
    Requested,

    /// <summary>In the doctor's queue.</summary>
    Waiting,

    /// <summary>Accepted.</summary>
    Active,

    /// <summary>Ended with the doctor's summary.</summary>
    Completed,

    /// <summary>Ended before it was accepted.</summary>
    Cancelled,

    /// <summary>Not accepted in time.</summary>
    Expired,

    /// <summary>Accepted, and not answered in time.</summary>
    Refunded,

    /// <summary>Declared unsuitable by the doctor.</summary>
    Terminated,

    /// <summary>Handed over to another doctor.</summary>
    Transferred,
}

/// <summary>A consultation as it stands; what was said is in the feed.</summary>
[GenerateSerializer, Immutable, Alias("consult.ConsultationView")]
public sealed record ConsultationView
{
    /// <summary>The consultation.</summary>
    [Id(0)] public required ConsultationId Consultation { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public required ConsultationStatus Status { get; init; }

    /// <summary>The kind.</summary>
    [Id(2)] public required ConsultationKind Kind { get; init; }

    /// <summary>Who is treated.</summary>
    [Id(3)] public required PatientId Patient { get; init; }

    /// <summary>Who treats; null while any doctor of the department, or any host of the clinic, may still take it.</summary>
    [Id(4)] public required DoctorId? Doctor { get; init; }

    /// <summary>Price in fen.</summary>
    [Id(5)] public required long PriceFen { get; init; }

    /// <summary>When it was asked for.</summary>
    [Id(6)] public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Until when it can be accepted.</summary>
    [Id(7)] public required DateTimeOffset AcceptBy { get; init; }

    /// <summary>When it was accepted.</summary>
    [Id(8)] public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When the doctor first replied.</summary>
    [Id(9)] public DateTimeOffset? FirstReplyAt { get; init; }

    /// <summary>When the window ends, or ended.</summary>
    [Id(10)] public DateTimeOffset? WindowEnds { get; init; }

    /// <summary>When it ended.</summary>
    [Id(11)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Rounds the patient has begun.</summary>
    [Id(12)] public required int RoundsUsed { get; init; }

    /// <summary>Rounds the patient has, granted and bought ones included; null for any number.</summary>
    [Id(13)] public required int? RoundsLimit { get; init; }

    /// <summary>Follow-up questions the patient has left.</summary>
    [Id(14)] public required int FollowUpsLeft { get; init; }

    /// <summary>The rating, 1–5; null when not rated.</summary>
    [Id(15)] public int? Stars { get; init; }

    /// <summary>Number of the last event in the view.</summary>
    [Id(16)] public required long LastSeq { get; init; }

    /// <summary>The department whose doctors may take it.</summary>
    [Id(17)] public string? Department { get; init; }

    /// <summary>The start of the doctor's slot.</summary>
    [Id(18)] public DateTimeOffset? SlotAt { get; init; }

    /// <summary>What is held, paid back and handed over.</summary>
    [Id(19)] public required MoneyView Money { get; init; }

    /// <summary>Messages of the patient that the doctor has not read; at most 100 are counted.</summary>
    [Id(20)] public required int DoctorUnread { get; init; }

    /// <summary>Messages of the doctor's side that the patient has not read; at most 100 are counted.</summary>
    [Id(21)] public required int PatientUnread { get; init; }

    /// <summary>Other doctors who take part with the patient's consent.</summary>
    [Id(22)] public required ImmutableArray<DoctorId> Opinions { get; init; }

    /// <summary>The consultation it goes on from.</summary>
    [Id(23)] public ConsultationId? From { get; init; }

    /// <summary>The consultation that goes on from it.</summary>
    [Id(24)] public ConsultationId? To { get; init; }

    /// <summary>Until when the doctor owes, or owed, the first reply; null before the acceptance.</summary>
    [Id(25)] public DateTimeOffset? ReplyBy { get; init; }

    /// <summary>The clinic whose hosts may take it.</summary>
    [Id(40)] public ClinicId? Clinic { get; init; }

    /// <summary>The patient's place in that clinic.</summary>
    [Id(41)] public int? Place { get; init; }

    /// <summary>What a revisit has besides; null for other kinds.</summary>
    [Id(30)] public RevisitView? Revisit { get; init; }

    /// <summary>Whether questions are, or were, asked before a doctor joins: the feed <c>interview/…</c> under its key.</summary>
    [Id(31)] public bool HasInterview { get; init; }
}

/// <summary>The money of a consultation, in fen: always <c>held = refunded + settled + open</c>, and nothing below 0.</summary>
/// <param name="HeldFen">What was paid.</param>
/// <param name="RefundedFen">What goes or went back.</param>
/// <param name="SettledFen">What is or was handed over.</param>
/// <param name="RefundPending">Whether a request for a refund waits for the operator.</param>
/// <param name="Guaranteed">Whether the satisfaction guarantee (满意度保障) can be claimed.</param>
[GenerateSerializer, Immutable, Alias("consult.MoneyView")]
public sealed record MoneyView(
    [property: Id(0)] long HeldFen,
    [property: Id(1)] long RefundedFen,
    [property: Id(2)] long SettledFen,
    [property: Id(3)] bool RefundPending,
    [property: Id(4)] bool Guaranteed);
