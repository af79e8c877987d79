namespace Consult.Doctors;

/// <summary>What an operator can change about doctors and their desks.</summary>
public sealed record DoctorOptions
{
    /// <summary>The most consultations that wait at one desk, reserved ones included.</summary>
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

    /// <summary>The highest price, in fen.</summary>
    public long MaxPriceFen { get; init; } = 1_000_000;
}
