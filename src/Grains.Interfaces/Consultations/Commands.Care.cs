using Consult.Feeds;
using Orleans;

namespace Consult.Consultations;

/// <summary>Has read everything up to and including an event. By a party, also after the end.</summary>
/// <param name="Seq">Number of the event, at most the feed's last.</param>
[GenerateSerializer, Immutable, Alias("consult.MarkRead")]
public sealed record MarkRead([property: Id(0)] long Seq) : Command;

/// <summary>
/// Hands an accepted consultation over (转诊) to another doctor: a new one is requested there, linked to this one, and
/// this one ends with a full refund. Nothing happens when the other cannot be requested. By the patient's side, after
/// the doctor advised it or not.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.TransferConsultation")]
public sealed record TransferConsultation : Command
{
    /// <summary>Who goes on.</summary>
    [Id(0)] public required DoctorId Doctor { get; init; }

    /// <summary>The kind of the new consultation.</summary>
    [Id(1)] public required ConsultationKind Kind { get; init; }

    /// <summary>What it is about, 1–4,000 characters.</summary>
    [Id(2)] public required PrivateText Complaint { get; init; }

    /// <summary>Whether the new doctor may read this consultation (个人信息保护法 art. 23).</summary>
    [Id(3)] public required bool ShareHistory { get; init; }

    /// <summary>How the new one is paid; null for the operator's default.</summary>
    [Id(4)] public string? Method { get; init; }

    /// <summary>The new consultation: made by the server from the sender and the command's id, never a client's choice.</summary>
    [Id(5)] public ConsultationId To { get; init; }
}

/// <summary>
/// Proposes to hear another doctor in this consultation (会诊). Nothing is shown to that doctor before the patient's
/// side consents. By the doctor.
/// </summary>
/// <param name="Doctor">Whom.</param>
[GenerateSerializer, Immutable, Alias("consult.ProposeOpinion")]
public sealed record ProposeOpinion([property: Id(0)] DoctorId Doctor) : Command;

/// <summary>
/// Consents that a proposed doctor reads this consultation and writes in it, or declines
/// (个人信息保护法 art. 23: separate consent). By the patient's side.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.DecideOpinion")]
public sealed record DecideOpinion(
    [property: Id(0)] DoctorId Doctor,
    [property: Id(1)] bool Consent) : Command;
