namespace Consult.Feeds;

// Codes of the doctor's desk, slots and saved texts. None is retryable.
public static partial class Codes
{
    /// <summary>The doctor takes no more consultations of this kind today.</summary>
    public const string DoctorCapDaily = "doctor.cap.daily";

    /// <summary>The doctor is offline.</summary>
    public const string DoctorOffline = "doctor.offline";

    /// <summary>The slot is booked.</summary>
    public const string SlotTaken = "slot.taken";

    /// <summary>The doctor has no such slot.</summary>
    public const string SlotUnknown = "slot.unknown";

    /// <summary>The slot has begun.</summary>
    public const string SlotPast = "slot.past";

    /// <summary>The slot overlaps another one.</summary>
    public const string SlotOverlap = "slot.overlap";

    /// <summary>There are as many slots as allowed.</summary>
    public const string SlotLimit = "slot.limit";

    /// <summary>There are as many saved texts as allowed.</summary>
    public const string QuickReplyLimit = "quick.reply.limit";

    private static CodeInfo[] OfDoctors() =>
    [
        new(DoctorCapDaily, 409, false, "The doctor takes no more consultations of this kind today."),
        new(DoctorOffline, 409, false, "The doctor is offline."),
        new(SlotTaken, 409, false, "The slot is booked."),
        new(SlotUnknown, 409, false, "The doctor has no such slot."),
        new(SlotPast, 409, false, "The slot has begun."),
        new(SlotOverlap, 409, false, "The slot overlaps another one."),
        new(SlotLimit, 409, false, "There are as many slots as allowed."),
        new(QuickReplyLimit, 409, false, "There are as many saved texts as allowed."),
    ];
}
