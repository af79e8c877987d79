using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Consultations;

/// <summary>The shell of <see cref="Consultation"/>.</summary>
[GrainType(FeedKinds.Consultation)]
internal sealed class ConsultationGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<ConsultationOptions> options)
    : FeedGrain<ConsultationState>(new Consultation(options.Value), snapshot, services), IConsultationGrain
{
    /// <inheritdoc/>
    /// <remarks>
    /// The facts are asked for only when the request is new: once accepted, the answer stands whatever became of the
    /// licence or the consent since.
    /// </remarks>
    public async Task<Answer> Request(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is not RequestConsultation wish) return Answer.Refused(Codes.Invalid);
        if (await FindAccepted(request, cancellationToken) is { } known) return known;

        var standing = GrainFactory.GetGrain<IPatientGrain>(wish.Patient.Value).Standing(cancellationToken);
        var facts = GrainFactory.GetGrain<IDoctorGrain>(wish.Doctor.Value).Facts(wish.Kind, cancellationToken);
        await Task.WhenAll(standing, facts);
        var (patient, offering) = (await standing, await facts);
        if ((patient.Code ?? offering.Code) is { } code) return Answer.Refused(code);
        return await Execute(request, new OpenConsultation(wish, patient.Value!, offering.Value!), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Reading<ConsultationView>> View(CancellationToken cancellationToken = default) =>
        Read(Consultation.ViewOf, cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<PrescribingFacts>> Prescribing(CancellationToken cancellationToken = default) =>
        Read(Consultation.PrescribingOf, cancellationToken);
}
