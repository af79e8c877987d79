using Consult.Consultations;
using Consult.Feeds;
using Orleans;

namespace Consult.Doctors;

/// <summary>
/// Registers the doctor for the account that sends it, in the role of a doctor. Everything in it is published.
/// Refused with <see cref="Codes.DoctorExists"/> when registered already.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.RegisterDoctor")]
public sealed record RegisterDoctor : Command
{
    /// <summary>Full name, 1–50 characters.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Professional title (职称), 1–50 characters.</summary>
    [Id(1)] public required string Title { get; init; }

    /// <summary>Department (科室), 1–50 characters.</summary>
    [Id(2)] public required string Department { get; init; }

    /// <summary>Hospital of the first practice site, 1–100 characters.</summary>
    [Id(3)] public required string Hospital { get; init; }

    /// <summary>What the doctor says about the practice, at most 2,000 characters.</summary>
    [Id(4)] public string Introduction { get; init; } = "";
}

/// <summary>Replaces the published profile. Limits as in <see cref="RegisterDoctor"/>.</summary>
[GenerateSerializer, Immutable, Alias("consult.UpdateProfile")]
public sealed record UpdateProfile : Command
{
    /// <summary>Full name.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Professional title.</summary>
    [Id(1)] public required string Title { get; init; }

    /// <summary>Department.</summary>
    [Id(2)] public required string Department { get; init; }

    /// <summary>Hospital.</summary>
    [Id(3)] public required string Hospital { get; init; }

    /// <summary>What the doctor says about the practice.</summary>
    [Id(4)] public string Introduction { get; init; } = "";
}

/// <summary>
/// Records that the licence is verified. By <see cref="Role.Operator"/>
/// (互联网诊疗监管细则 2022: no reception without a verified licence).
/// </summary>
/// <param name="LicenceNumber">Number of the licence, 1–40 characters.</param>
/// <param name="ValidUntil">The first moment at which it is no longer valid; in the future.</param>
[GenerateSerializer, Immutable, Alias("consult.VerifyLicence")]
public sealed record VerifyLicence(
    [property: Id(0)] PrivateText LicenceNumber,
    [property: Id(1)] DateTimeOffset ValidUntil) : Command;

/// <summary>Withdraws the verification of the licence. By <see cref="Role.Operator"/>. Running consultations go on.</summary>
/// <param name="Reason">1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.RevokeLicence")]
public sealed record RevokeLicence([property: Id(0)] PrivateText Reason) : Command;

/// <summary>Offers a kind of consultation, or changes its price for requests to come.</summary>
/// <param name="Kind">Which.</param>
/// <param name="PriceFen">Price in fen (1/100 yuan), 0 to 1,000,000; a free clinic's is 0.</param>
[GenerateSerializer, Immutable, Alias("consult.Offer")]
public sealed record Offer(
    [property: Id(0)] ConsultationKind Kind,
    [property: Id(1)] long PriceFen) : Command;

/// <summary>Stops offering a kind of consultation. Requests already made stay.</summary>
[GenerateSerializer, Immutable, Alias("consult.WithdrawOffering")]
public sealed record WithdrawOffering([property: Id(0)] ConsultationKind Kind) : Command;

/// <summary>
/// Takes at most so many consultations of a kind on one day of the operator's calendar, for requests to come. The
/// operator's own cap holds besides.
/// </summary>
/// <param name="Kind">Which.</param>
/// <param name="PerDay">0 to the operator's cap.</param>
[GenerateSerializer, Immutable, Alias("consult.SetDailyCap")]
public sealed record SetDailyCap(
    [property: Id(0)] ConsultationKind Kind,
    [property: Id(1)] int PerDay) : Command;

/// <summary>Shows the doctor as online. Needs a valid licence.</summary>
[GenerateSerializer, Immutable, Alias("consult.GoOnline")]
public sealed record GoOnline : Command;

/// <summary>Shows the doctor as offline. Who waits goes on waiting.</summary>
[GenerateSerializer, Immutable, Alias("consult.GoOffline")]
public sealed record GoOffline : Command;

/// <summary>
/// Accepts a consultation that waits at the doctor's desk: the request of <see cref="IDoctorGrain.Accept"/>, which
/// reserves a place under the doctor's cap and lets the consultation decide.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.AcceptConsultation")]
public sealed record AcceptConsultation([property: Id(0)] ConsultationId Consultation) : Command;

/// <summary>
/// Puts a consultation at the end of the waiting queue, or on the slot that it books. Sent by the consultation. Counts
/// under the doctor's daily cap (<see cref="Codes.DoctorCapDaily"/>).
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.Enqueue")]
public sealed record Enqueue(
    [property: Id(0)] ConsultationId Consultation,
    [property: Id(1)] ConsultationKind Kind) : Command
{
    /// <summary>When it was asked for; null: now.</summary>
    [Id(2)] public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>Until when it can be accepted.</summary>
    [Id(3)] public DateTimeOffset? AcceptBy { get; init; }

    /// <summary>The start of the bookable slot that it takes (<see cref="ConsultationKind.Video"/>); null for the queue.</summary>
    [Id(4)] public DateTimeOffset? SlotAt { get; init; }

    /// <summary>
    /// Set when the patient may have only one such consultation on the desk (<see cref="ConsultationKind.Revisit"/>);
    /// a second one is refused with <see cref="Codes.RevisitOpen"/>.
    /// </summary>
    [Id(5)] public PatientId? OnlyOneOf { get; init; }
}

/// <summary>
/// Reserves a place under the doctor's concurrent cap. The answer's value is the moment at which the reservation ends,
/// in round-trip ISO 8601 form; reserving again while it lives gives the same. A step of <see cref="IDoctorGrain.Accept"/>
/// and of a grab, with the doctor as sender.
/// </summary>
/// <param name="Consultation">One that waits at the desk, or, with a <see cref="Kind"/>, one that comes from a pool.</param>
[GenerateSerializer, Immutable, Alias("consult.Reserve")]
public sealed record Reserve([property: Id(0)] ConsultationId Consultation) : Command
{
    /// <summary>
    /// Set when it comes from a pool: it is assigned to the desk with this command, so that the daily cap and, for
    /// <see cref="ConsultationKind.Quick"/>, the doctor's presence are checked here. Given back, it leaves the desk again.
    /// </summary>
    [Id(1)] public ConsultationKind? Kind { get; init; }

    /// <summary>When it was asked for; null: now.</summary>
    [Id(2)] public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>Until when it can be accepted.</summary>
    [Id(3)] public DateTimeOffset? AcceptBy { get; init; }
}

/// <summary>
/// Counts the consultation as active. Sent by the consultation once it is accepted; its decision holds even when the
/// reservation has lapsed meanwhile.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.ConfirmSlot")]
public sealed record ConfirmSlot([property: Id(0)] ConsultationId Consultation) : Command
{
    /// <summary>Its kind, so that one of a pool whose reservation has lapsed counts for the day all the same.</summary>
    [Id(1)] public ConsultationKind? Kind { get; init; }
}

/// <summary>
/// Gives a reservation back; the consultation takes its old place in the queue, one of a pool leaves the desk. Without effect when there is no
/// reservation, in particular when the consultation is active already. Sent by <see cref="IDoctorGrain.Accept"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.ReleaseSlot")]
public sealed record ReleaseSlot([property: Id(0)] ConsultationId Consultation) : Command;

/// <summary>Takes the consultation off the desk, wherever on it. Sent by the consultation when it ends.</summary>
[GenerateSerializer, Immutable, Alias("consult.LeaveDesk")]
public sealed record LeaveDesk([property: Id(0)] ConsultationId Consultation) : Command;
