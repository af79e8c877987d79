using Consult.Feeds;

namespace Consult.Clinics;

/// <summary>A free clinic in lists.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Department">The department, by name.</param>
/// <param name="OpensAt">From when on places can be taken.</param>
/// <param name="From">When the window begins.</param>
/// <param name="Until">When the window ends.</param>
/// <param name="Places">How many places there are.</param>
/// <param name="Cancelled">Whether it was called off.</param>
public sealed record ClinicEntry(
    string Title, string Department, DateTimeOffset OpensAt, DateTimeOffset From, DateTimeOffset Until,
    int Places, bool Cancelled) : IDirectoryEntry;
