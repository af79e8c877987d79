using System.Collections.Immutable;
using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Doctors;

/// <summary>What a doctor's feed has become.</summary>
internal sealed record DoctorState
{
    public bool Exists { get; init; }

    public DoctorId Doctor { get; init; }

    public AccountId Account { get; init; }

    public string Name { get; init; } = "";

    public string Title { get; init; } = "";

    public string Department { get; init; } = "";

    public string Hospital { get; init; } = "";

    public string Introduction { get; init; } = "";

    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The first moment at which the verified licence is no longer valid; null without one.</summary>
    public DateTimeOffset? LicensedUntil { get; init; }

    public bool IsOnline { get; init; }

    public ImmutableArray<Offering> Offerings { get; init; } = [];

    /// <summary>In the order in which they came; a released reservation is thereby back in its old place.</summary>
    public ImmutableArray<DeskItem> Desk { get; init; } = [];

    public bool IsLicensedAt(DateTimeOffset now) => LicensedUntil > now;

    public long? PriceOf(ConsultationKind kind) => Offerings.FirstOrDefault(offering => offering.Kind == kind)?.PriceFen;

    public DeskItem? ItemOf(ConsultationId consultation) => Desk.FirstOrDefault(item => item.Consultation == consultation);
}

/// <summary>One consultation on the desk.</summary>
/// <param name="Consultation">Which.</param>
/// <param name="Status">Where on the desk.</param>
/// <param name="ReservedUntil">Set while it is reserved.</param>
internal sealed record DeskItem(ConsultationId Consultation, DeskStatus Status, DateTimeOffset? ReservedUntil = null);

/// <summary>Where on a desk a consultation is.</summary>
internal enum DeskStatus
{
    Waiting,
    Reserved,
    Active,
}
