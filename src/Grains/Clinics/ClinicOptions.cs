namespace Consult.Clinics;

/// <summary>What an operator can change about free clinics.</summary>
public sealed record ClinicOptions
{
    /// <summary>The most places of one clinic.</summary>
    public int MaxPlaces { get; init; } = 1_000;

    /// <summary>The longest reserve list.</summary>
    public int MaxReserve { get; init; } = 1_000;

    /// <summary>The most doctors who host a clinic or are invited, who announced it included.</summary>
    public int MaxHosts { get; init; } = 50;

    /// <summary>The longest window.</summary>
    public TimeSpan LongestWindow { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How far ahead a window may begin.</summary>
    public TimeSpan Ahead { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long a grab holds a consultation while desk and consultation decide.</summary>
    public TimeSpan Claim { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many patients are looked up at once while places are taken. Those behind them wait; when the clinic is full by
    /// their turn, they need not be looked up.
    /// </summary>
    public int LookUps { get; init; } = 64;
}
