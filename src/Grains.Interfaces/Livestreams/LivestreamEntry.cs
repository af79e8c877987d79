using Consult.Feeds;

namespace Consult.Livestreams;

/// <summary>A livestream in lists.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Doctor">The doctor who hosts it.</param>
/// <param name="Name">The doctor's name.</param>
/// <param name="Department">The doctor's department.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StartsAt">When it is, or was, to begin.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record LivestreamEntry(
    string Title, DoctorId Doctor, string Name, string Department, LivestreamStatus Status,
    DateTimeOffset StartsAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt) : IDirectoryEntry;
