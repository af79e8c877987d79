using Consult.Feeds;

namespace Consult.Groups;

/// <summary>A group in lists.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Doctor">Who leads it.</param>
/// <param name="DoctorName">The doctor's published name.</param>
/// <param name="Department">Its department.</param>
/// <param name="Mode">How one becomes a member.</param>
/// <param name="Members">How many members it has.</param>
/// <param name="IsClosed">Whether it is closed.</param>
public sealed record GroupEntry(
    string Name, DoctorId Doctor, string DoctorName, string Department, JoinMode Mode, int Members, bool IsClosed) : IDirectoryEntry;
