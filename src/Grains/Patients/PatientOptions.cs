namespace Consult.Patients;

/// <summary>What an operator can change about patients.</summary>
public sealed record PatientOptions
{
    /// <summary>Below this age in years only a guardian consents (个人信息保护法 art. 31).</summary>
    public int AgeOfConsent { get; init; } = 14;

    /// <summary>The most accounts that act for one patient.</summary>
    public int MaxRelations { get; init; } = 20;

    /// <summary>Where the day of a birthday begins: China Standard Time.</summary>
    public TimeSpan UtcOffset { get; init; } = TimeSpan.FromHours(8);
}
