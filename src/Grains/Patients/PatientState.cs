using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Patients;

/// <summary>What a patient's feed has become.</summary>
internal sealed record PatientState
{
    /// <summary>
    /// How many notes the inbox keeps at hand. Part of the fold, so it is no option: a state must not depend on the
    /// configuration under which it was folded.
    /// </summary>
    public const int InboxLength = 50;

    public bool Exists { get; init; }

    public PatientId Patient { get; init; }

    public PrivateText Name { get; init; }

    public PrivateText BirthDate { get; init; }

    public bool IsVerified { get; init; }

    public ImmutableArray<ActingAccount> Relations { get; init; } = [];

    public ImmutableArray<Consent> Consents { get; init; } = [];

    public ImmutableArray<InboxNote> Inbox { get; init; } = [];

    public long ReadUpTo { get; init; }

    /// <summary>Whether a doctor has ever accepted a consultation of the patient.</summary>
    public bool HasOrdered { get; init; }

    /// <summary>The consultation for which the satisfaction guarantee was used.</summary>
    public ConsultationId? GuaranteeUsedFor { get; init; }

    public Relation? RelationOf(AccountId account) => Relations.FirstOrDefault(r => r.Account == account)?.Relation;
}
