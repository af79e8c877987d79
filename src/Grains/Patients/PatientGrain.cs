using Consult.Feeds;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Consult.Patients;

/// <summary>The shell of <see cref="Patient"/>.</summary>
[GrainType(FeedKinds.Patient)]
internal sealed class PatientGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<PatientOptions> options)
    : FeedGrain<PatientState>(new Patient(options.Value), snapshot, services), IPatientGrain
{
    /// <inheritdoc/>
    public Task<Reading<PatientView>> View(CancellationToken cancellationToken = default) =>
        Read(Patient.ViewOf, cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<PatientStanding>> Standing(CancellationToken cancellationToken = default) =>
        Read(state => Patient.StandingOf(state, options.Value, Clock.GetUtcNow()), cancellationToken);
}
