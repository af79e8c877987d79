using Consult.Feeds;

namespace Consult.Consultations;

/// <summary>A party has read everything up to an event; who stands in the envelope.</summary>
/// <param name="UpTo">Number of the event.</param>
[EventType("consultation.read")]
public sealed record ConsultationRead(long UpTo) : EventBody;

/// <summary>It was handed over to another doctor, in a consultation of its own.</summary>
[EventType("consultation.transferred")]
public sealed record ConsultationTransferred : EventBody
{
    /// <summary>The consultation that goes on.</summary>
    public required ConsultationId To { get; init; }

    /// <summary>Its doctor.</summary>
    public required DoctorId Doctor { get; init; }

    /// <summary>That doctor's account, which may read this consultation; null without the patient's consent.</summary>
    public AccountId? Reader { get; init; }

    /// <summary>To pay back, in fen.</summary>
    public required long RefundFen { get; init; }
}

/// <summary>The doctor would like to hear another doctor.</summary>
/// <param name="Doctor">Whom.</param>
/// <param name="Account">The account that acts as that doctor.</param>
[EventType("opinion.proposed")]
public sealed record OpinionProposed(DoctorId Doctor, AccountId Account) : EventBody;

/// <summary>The patient's side consented, and the other doctor takes part.</summary>
[EventType("opinion.joined")]
public sealed record OpinionJoined(DoctorId Doctor, AccountId Account) : EventBody;

/// <summary>The patient's side would rather not.</summary>
[EventType("opinion.refused")]
public sealed record OpinionRefused(DoctorId Doctor) : EventBody;
