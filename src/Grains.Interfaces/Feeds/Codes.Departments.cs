namespace Consult.Feeds;

// Codes of the pools of quick consultations.
public static partial class Codes
{
    /// <summary>No doctor was ever on duty in this department.</summary>
    public const string DepartmentUnknown = "department.unknown";

    /// <summary>Quick consultations are closed at this hour.</summary>
    public const string QuickClosed = "quick.closed";

    /// <summary>As many consultations wait as allowed.</summary>
    public const string PoolFull = "pool.full";

    /// <summary>Nobody waits.</summary>
    public const string PoolEmpty = "pool.empty";

    /// <summary>The consultation does not wait in this department.</summary>
    public const string PoolAbsent = "pool.absent";

    /// <summary>The consultation is being offered to another doctor.</summary>
    public const string PoolOffered = "pool.offered";

    /// <summary>The doctor is not on duty in this department.</summary>
    public const string DutyAbsent = "duty.absent";

    /// <summary>The doctor belongs to another department.</summary>
    public const string DutyElsewhere = "duty.elsewhere";

    /// <summary>As many doctors are on duty as allowed.</summary>
    public const string DutyFull = "duty.full";

    private static CodeInfo[] OfDepartments() =>
    [
        new(DepartmentUnknown, 409, false, "No doctor of this department takes quick consultations."),
        new(QuickClosed, 409, false, "Quick consultations are closed at this hour; opensAt says when they open."),
        new(PoolFull, 409, false, "As many patients wait in this department as it can take."),
        new(PoolEmpty, 409, false, "Nobody waits in this department."),
        new(PoolAbsent, 409, false, "The consultation does not wait in this department."),
        new(PoolOffered, 409, false, "The consultation is being offered to another doctor just now."),
        new(DutyAbsent, 409, false, "Go on duty in this department first."),
        new(DutyElsewhere, 409, false, "Doctors are on duty in the department of their profile, one doctor for each account."),
        new(DutyFull, 409, false, "As many doctors are on duty in this department as allowed."),
    ];
}
