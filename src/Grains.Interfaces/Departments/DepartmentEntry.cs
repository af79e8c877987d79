using Consult.Feeds;

namespace Consult.Departments;

/// <summary>A department in lists.</summary>
/// <param name="Name">Its name.</param>
public sealed record DepartmentEntry(
    string Name) : IDirectoryEntry;
