using Consult.Feeds;

namespace Consult.Patients;

/// <summary>What a patient consents to, each separately (个人信息保护法 art. 23, 25, 29).</summary>
public enum ConsentPurpose
{
    /// <summary>Keeping and using health data for the consultation.</summary>
    HealthData,

    /// <summary>Passing data on to third parties.</summary>
    ThirdPartySharing,

    /// <summary>Showing masked text to a group or the public.</summary>
    Publishing,

    /// <summary>Showing earlier consultations to another doctor.</summary>
    RecordSharing,
}

/// <summary>The patient was registered; the account acts for the patient from now on.</summary>
[EventType("patient.registered")]
public sealed record PatientRegistered : EventBody
{
    /// <summary>Who registered the patient.</summary>
    public required AccountId Account { get; init; }

    /// <summary>What that account is to the patient.</summary>
    public required Relation Relation { get; init; }

    /// <summary>Full name.</summary>
    public PrivateText Name { get; init; }

    /// <summary>Number of the identity document.</summary>
    public PrivateText IdNumber { get; init; }

    /// <summary>Date of birth as <c>yyyy-MM-dd</c>.</summary>
    public PrivateText BirthDate { get; init; }
}

/// <summary>The patient's real name was verified.</summary>
[EventType("patient.verified")]
public sealed record PatientVerified(string Method) : EventBody;

/// <summary>The patient's real name could not be verified, or a verification was withdrawn.</summary>
[EventType("patient.rejected")]
public sealed record PatientRejected(PrivateText Reason) : EventBody;

/// <summary>An account may act for the patient, or does so under another relation than before.</summary>
[EventType("relation.granted")]
public sealed record RelationGranted(AccountId Account, Relation Relation) : EventBody;

/// <summary>An account may no longer act for the patient.</summary>
[EventType("relation.ended")]
public sealed record RelationEnded(AccountId Account) : EventBody;

/// <summary>Consent was given; when and by whom stands in the envelope.</summary>
[EventType("consent.granted")]
public sealed record ConsentGranted(ConsentPurpose Purpose, string TextVersion, string Channel) : EventBody;

/// <summary>Consent was withdrawn.</summary>
[EventType("consent.withdrawn")]
public sealed record ConsentWithdrawn(ConsentPurpose Purpose) : EventBody;

/// <summary>Something happened elsewhere that concerns the patient.</summary>
[EventType("inbox.noted")]
public sealed record InboxNoted(FeedId About, string Kind) : EventBody;

/// <summary>The inbox was read up to and including a note.</summary>
[EventType("inbox.read")]
public sealed record InboxRead(long UpTo) : EventBody;

/// <summary>The satisfaction guarantee (满意度保障) was used, for a consultation.</summary>
[EventType("guarantee.used")]
public sealed record GuaranteeUsed(ConsultationId Consultation) : EventBody;

/// <summary>The satisfaction guarantee was not used after all.</summary>
[EventType("guarantee.returned")]
public sealed record GuaranteeReturned(ConsultationId Consultation) : EventBody;
