using Consult.Feeds;

namespace Consult;

/// <summary>Who appears in the tests.</summary>
internal static class People
{
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);

    public static readonly PatientId Patient = new("p-1");

    public static readonly DoctorId Doctor = new("d-1");

    public static readonly Caller Wang = Acting("a-wang");

    public static readonly Caller Li = new() { Account = new("a-li"), Role = Role.Doctor, AuthenticatedAt = Start };

    public static readonly Caller OtherDoctor = new() { Account = new("a-zhao"), Role = Role.Doctor, AuthenticatedAt = Start };

    public static readonly Caller Staff = new() { Account = new("a-staff"), Role = Role.Operator };

    /// <summary>An account that acts for the patient.</summary>
    public static Caller Acting(string account) => new() { Account = new(account), Role = Role.Patient, For = Patient };
}
