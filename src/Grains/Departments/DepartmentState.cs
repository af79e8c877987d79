using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Departments;

/// <summary>What a department's feed has become. It grows with who waits and who is on duty, not with the past.</summary>
internal sealed record DepartmentState
{
    /// <summary>How many grabs the estimate of a wait rests on. Part of the fold, so it is no option.</summary>
    public const int GrabsLength = 20;

    /// <summary>Null until a doctor went on duty for the first time.</summary>
    public string? Name { get; init; }

    public Pool Pool { get; init; } = Pool.Empty;

    public ImmutableArray<Duty> Duties { get; init; } = [];

    /// <summary>When consultations were last taken, oldest first.</summary>
    public ImmutableArray<DateTimeOffset> Grabs { get; init; } = [];

    public Duty? DutyOf(DoctorId doctor) => Duties.FirstOrDefault(duty => duty.Doctor == doctor);
}

/// <summary>A doctor on duty.</summary>
internal sealed record Duty
{
    public required DoctorId Doctor { get; init; }

    public required AccountId Account { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset Until { get; init; }

    /// <summary>How many more the desk could take, as far as the department was told.</summary>
    public required int Free { get; init; }

    /// <summary>Since when the doctor has taken nothing here: of two with as much room the idler one is asked first.</summary>
    public required DateTimeOffset IdleSince { get; init; }

    /// <summary>What is offered to the doctor; one at a time.</summary>
    public ConsultationId? Offered { get; init; }
}
