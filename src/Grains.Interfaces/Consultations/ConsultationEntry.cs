using Consult.Feeds;

namespace Consult.Consultations;

/// <summary>A consultation in lists.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Patient">Who is treated.</param>
/// <param name="Doctor">Who treats; null while nobody has taken it.</param>
/// <param name="PriceFen">Price in fen.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="UpdatedAt">When something last happened, in whole minutes.</param>
public sealed record ConsultationEntry(
    ConsultationStatus Status, ConsultationKind Kind, PatientId Patient, DoctorId? Doctor, long PriceFen,
    DateTimeOffset RequestedAt, DateTimeOffset UpdatedAt) : IDirectoryEntry;
