using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Doctors;

/// <summary>A doctor in lists.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Title">Professional title.</param>
/// <param name="Department">Department.</param>
/// <param name="Hospital">Hospital.</param>
/// <param name="Online">Whether the doctor is online.</param>
/// <param name="Offerings">What the doctor offers.</param>
/// <param name="Rating">What patients gave of late; null without any.</param>
public sealed record DoctorEntry(
    string Name, string Title, string Department, string Hospital, bool Online, ImmutableArray<Offering> Offerings,
    Rating? Rating) : IDirectoryEntry;
