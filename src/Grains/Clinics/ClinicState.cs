using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Clinics;

/// <summary>What a clinic's feed has become. It grows with places and hosts, not with those who tried.</summary>
internal sealed record ClinicState
{
    public bool Exists { get; init; }

    public string Title { get; init; } = "";

    public string Department { get; init; } = "";

    public DateTimeOffset OpensAt { get; init; }

    public DateTimeOffset From { get; init; }

    public DateTimeOffset Until { get; init; }

    public int Places { get; init; }

    public int Reserve { get; init; }

    /// <summary>Hosts and invited doctors; who announced the clinic first.</summary>
    public ImmutableArray<Host> Hosts { get; init; } = [];

    public Roster Roster { get; init; } = Roster.Empty;

    /// <summary>The number of the latest place that was given.</summary>
    public int LastPlace { get; init; }

    public bool HasEnded { get; init; }

    /// <summary>Why it was called off; null when it was not.</summary>
    public string? Reason { get; init; }

    public Host? HostOf(DoctorId doctor) => Hosts.FirstOrDefault(host => host.Doctor == doctor);

    public ClinicStatus StatusAt(DateTimeOffset now) =>
        Reason is not null ? ClinicStatus.Cancelled
        : HasEnded || now >= Until ? ClinicStatus.Ended
        : now >= From ? ClinicStatus.Running
        : now >= OpensAt ? ClinicStatus.Open
        : ClinicStatus.Announced;
}

/// <summary>A doctor who hosts, or is invited.</summary>
internal sealed record Host(DoctorId Doctor, AccountId Account, bool HasJoined);
