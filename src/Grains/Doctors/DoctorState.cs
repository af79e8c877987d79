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

    /// <summary>How many consultations were assigned on the latest day on which one was.</summary>
    public Assigned Assigned { get; init; } = new(default, []);

    /// <summary>The doctor's own daily caps, at most one of each kind.</summary>
    public ImmutableArray<KindCount> OwnCaps { get; init; } = [];

    /// <summary>Bookable slots, soonest first; what is over is dropped when the next is published.</summary>
    public ImmutableArray<Slot> Slots { get; init; } = [];

    /// <summary>What was done, by day, oldest first.</summary>
    public ImmutableArray<DayTally> Tallies { get; init; } = [];

    /// <summary>In the order in which they were first saved.</summary>
    public ImmutableArray<QuickReply> QuickReplies { get; init; } = [];

    public bool IsLicensedAt(DateTimeOffset now) => LicensedUntil > now;

    public long? PriceOf(ConsultationKind kind) => Offerings.FirstOrDefault(offering => offering.Kind == kind)?.PriceFen;

    public DeskItem? ItemOf(ConsultationId consultation) => Desk.FirstOrDefault(item => item.Consultation == consultation);
}

/// <summary>One consultation on the desk.</summary>
internal sealed record DeskItem(ConsultationId Consultation, DeskStatus Status)
{
    public ConsultationKind? Kind { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset Since { get; init; }

    public DateTimeOffset? AcceptBy { get; init; }

    /// <summary>Set while it is reserved.</summary>
    public DateTimeOffset? ReservedUntil { get; init; }

    /// <summary>The start of its slot.</summary>
    public DateTimeOffset? SlotAt { get; init; }

    /// <summary>The day on which it counts.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The patient, when the desk takes no other such consultation of the patient beside it.</summary>
    public PatientId? OnlyOneOf { get; init; }

    /// <summary>Whether it came from a pool, where it is again when its reservation ends.</summary>
    public bool IsFromPool { get; init; }
}

/// <summary>A number for a kind.</summary>
internal sealed record KindCount(ConsultationKind Kind, int Count);

/// <summary>How many consultations of each kind were assigned on a day.</summary>
internal sealed record Assigned(DateOnly Day, ImmutableArray<KindCount> Counts)
{
    /// <summary>
    /// How many count on a day. One before the latest, as after a change of the time zone, is no new day: it would
    /// give the doctor the same day's cap twice.
    /// </summary>
    public int On(DateOnly day, ConsultationKind kind) => day > Day ? 0 : Of(kind);

    /// <summary>One more, on a day.</summary>
    public Assigned With(DateOnly day, ConsultationKind kind)
    {
        var today = day > Day ? new(day, []) : this;
        return today with { Counts = Without(today.Counts, kind).Add(new(kind, today.Of(kind) + 1)) };
    }

    /// <summary>One less of a day, if it is still that day.</summary>
    public Assigned Without(DateOnly day, ConsultationKind kind) =>
        day == Day ? this with { Counts = Without(Counts, kind).Add(new(kind, Of(kind) - 1)) } : this;

    private int Of(ConsultationKind kind) => Counts.FirstOrDefault(count => count.Kind == kind)?.Count ?? 0;

    private static ImmutableArray<KindCount> Without(ImmutableArray<KindCount> counts, ConsultationKind kind) =>
        counts.RemoveAll(count => count.Kind == kind);
}

/// <summary>A time that can be booked, or is booked by a consultation.</summary>
internal sealed record Slot(DateTimeOffset Start, int Minutes, ConsultationId? BookedBy = null)
{
    public DateTimeOffset EndsAt() => Start.AddMinutes(Minutes);

    /// <summary>Whether it is neither to come, nor running, nor needed by a consultation on the desk.</summary>
    public bool IsOverAt(DateTimeOffset now) => BookedBy is null && EndsAt() <= now;
}

/// <summary>What was done on a day.</summary>
/// <param name="Day">Which.</param>
/// <param name="FirstAnswers">How long patients waited for the first reply, in seconds, shortest first.</param>
internal sealed record DayTally(DateOnly Day, ImmutableArray<int> FirstAnswers)
{
    public int Answered { get; init; }

    public int Rounds { get; init; }

    public int Ratings { get; init; }

    /// <summary>The sum of the ratings.</summary>
    public int Stars { get; init; }
}
