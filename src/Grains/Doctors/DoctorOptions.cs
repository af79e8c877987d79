using Consult.Consultations;

namespace Consult.Doctors;

/// <summary>What an operator can change about doctors and their desks.</summary>
public sealed record DoctorOptions
{
    /// <summary>
    /// The most consultations that wait at one desk, reserved ones included. Those that wait for a slot are bounded by
    /// the slots.
    /// </summary>
    public int QueueLimit { get; init; } = 200;

    /// <summary>The most consultations of one doctor that are reserved and active together.</summary>
    public int ConcurrentCap { get; init; } = 20;

    /// <summary>How long a place under the cap is held while the consultation decides.</summary>
    public TimeSpan Reservation { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long after its end a reservation is kept for a confirmation on its way, before the place is given away.
    /// </summary>
    public TimeSpan ReservationGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How recently a doctor must have signed in to receive a patient (互联网诊疗监管细则 2022).</summary>
    public TimeSpan Reauthentication { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The most consultations of each kind that are assigned to one doctor in one day.</summary>
    public DailyCaps DailyCaps { get; init; } = new();

    /// <summary>The most slots to come that a doctor has published.</summary>
    public int MaxSlots { get; init; } = 500;

    /// <summary>How far ahead a slot may begin.</summary>
    public TimeSpan SlotsAhead { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The most texts that a doctor has saved.</summary>
    public int MaxQuickReplies { get; init; } = 100;

    /// <summary>The highest price, in fen.</summary>
    public long MaxPriceFen { get; init; } = 1_000_000;
}

/// <summary>The most consultations of each kind that are assigned to one doctor in one day of the operator's calendar.</summary>
public sealed record DailyCaps
{
    /// <summary>Of <see cref="ConsultationKind.Quick"/>.</summary>
    public int Quick { get; init; } = 100;

    /// <summary>Of <see cref="ConsultationKind.Directed"/>.</summary>
    public int Directed { get; init; } = 50;

    /// <summary>Of <see cref="ConsultationKind.Video"/>.</summary>
    public int Video { get; init; } = 20;

    /// <summary>Of <see cref="ConsultationKind.Revisit"/>.</summary>
    public int Revisit { get; init; } = 50;

    /// <summary>Of <see cref="ConsultationKind.FreeClinic"/>.</summary>
    public int FreeClinic { get; init; } = 100;

    /// <summary>The cap of a kind.</summary>
    public int Of(ConsultationKind kind) => kind switch
    {
        ConsultationKind.Quick => Quick,
        ConsultationKind.Directed => Directed,
        ConsultationKind.Video => Video,
        ConsultationKind.Revisit => Revisit,
        ConsultationKind.FreeClinic => FreeClinic,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
