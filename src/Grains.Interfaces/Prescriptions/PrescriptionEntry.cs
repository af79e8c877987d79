using Consult.Feeds;

namespace Consult.Prescriptions;

/// <summary>A prescription in lists.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Doctor">Who prescribed.</param>
/// <param name="SignedAt">When it was signed.</param>
/// <param name="ValidUntil">Until when it is valid.</param>
public sealed record PrescriptionEntry(
    PrescriptionStatus Status, DoctorId Doctor, DateTimeOffset? SignedAt, DateTimeOffset? ValidUntil) : IDirectoryEntry;
