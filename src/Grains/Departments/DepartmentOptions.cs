using Consult.Time;

namespace Consult.Departments;

/// <summary>What an operator can change about departments and their pools.</summary>
public sealed record DepartmentOptions
{
    /// <summary>When quick consultations are closed; who waits then goes on waiting.</summary>
    public QuietHours QuietHours { get; init; } = new();

    /// <summary>How long a consultation waits to be grabbed before it is offered to one doctor after the other.</summary>
    public TimeSpan PushAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a doctor has to accept or decline an offer.</summary>
    public TimeSpan PushFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a grab holds a consultation while desk and consultation decide.</summary>
    public TimeSpan Claim { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a doctor on duty may be without a live connection.</summary>
    public TimeSpan VanishAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest duty; then the doctor goes on duty again.</summary>
    public TimeSpan LongestDuty { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The most doctors on duty in one department.</summary>
    public int MaxOnDuty { get; init; } = 500;

    /// <summary>The most consultations that wait in one department.</summary>
    public int MaxWaiting { get; init; } = 20_000;
}
