using Consult.Feeds;
using Orleans;

namespace Consult.Patients;

/// <summary>A patient: profile, verification, relations, consents, inbox. Key: the <see cref="PatientId"/>.</summary>
[Alias("consult.IPatientGrain")]
public interface IPatientGrain : IFeedGrain
{
    /// <summary>The patient; <see cref="Codes.Forbidden"/> when not registered.</summary>
    [Alias("View")]
    Task<Reading<PatientView>> View(CancellationToken cancellationToken = default);

    /// <summary>What a consultation must know; also of a patient who is not registered.</summary>
    [Alias("Standing")]
    Task<Reading<PatientStanding>> Standing(CancellationToken cancellationToken = default);
}
