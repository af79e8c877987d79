namespace Consult.Prescriptions;

/// <summary>What an operator can change about prescriptions: the numbers of the law are the defaults.</summary>
public sealed record PrescriptionOptions
{
    /// <summary>Path of the operator's formulary, a file like the one that is shipped; that one when null.</summary>
    public string? Formulary { get; init; }

    /// <summary>The most drugs on one prescription (处方管理办法 art. 6).</summary>
    public int MaxItems { get; init; } = 5;

    /// <summary>The longest supply in days (处方管理办法 art. 19).</summary>
    public int SupplyDays { get; init; } = 7;

    /// <summary>The longest supply in days for a chronic disease (长期处方管理规范 art. 10).</summary>
    public int ChronicDays { get; init; } = 28;

    /// <summary>The longest supply in days for a chronic disease with a recorded assessment (长期处方管理规范 art. 10).</summary>
    public int AssessedDays { get; init; } = 84;

    /// <summary>Below this age in years a guardian and the relevant specialist must be present (互联网诊疗监管细则 2022).</summary>
    public int ChildAge { get; init; } = 6;

    /// <summary>For how many days in all a doctor may make a prescription valid (处方管理办法 art. 18).</summary>
    public int MaxValidDays { get; init; } = 3;

    /// <summary>How long a pharmacist has for a claimed review.</summary>
    public TimeSpan Review { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a signature waits for the consultation to admit it.</summary>
    public TimeSpan Reservation { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long after that the draft stays as it is for an admission on its way, before it can be changed again.
    /// </summary>
    public TimeSpan ReservationGrace { get; init; } = TimeSpan.FromSeconds(60);
}
