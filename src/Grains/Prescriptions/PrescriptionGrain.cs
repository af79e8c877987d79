using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;
using Consult.Time;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Prescriptions;

/// <summary>The shell of <see cref="Prescription"/>.</summary>
[GrainType(FeedKinds.Prescription)]
internal sealed class PrescriptionGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    Formulary formulary,
    IOptions<PrescriptionOptions> options,
    IOptions<DoctorOptions> doctors,
    IOptions<OperatorTime> calendar)
    : FeedGrain<PrescriptionState>(
        new Prescription(options.Value, formulary, calendar.Value, doctors.Value.Reauthentication), snapshot, services),
        IPrescriptionGrain
{
    private const string GiveStep = ":give";
    private const string ReleaseStep = ":release";

    /// <inheritdoc/>
    /// <remarks>
    /// Facts are asked for only when the request is new: once accepted, the answer stands whatever became of them.
    /// </remarks>
    public override async Task<Answer> Execute(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is not (DraftPrescription or SignPrescription or ClaimReview or ApprovePrescription))
            return await base.Execute(request, cancellationToken);
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        return request.Command switch
        {
            DraftPrescription wish => await DraftAsync(request, wish, cancellationToken),
            SignPrescription => await SignAsync(request, cancellationToken),
            _ => await ReviewAsync(request, cancellationToken),
        };
    }

    /// <inheritdoc/>
    public Task<Reading<PrescriptionView>> View(CancellationToken cancellationToken = default) =>
        Read(Prescription.ViewOf, cancellationToken);

    private async Task<Answer> DraftAsync(Request request, DraftPrescription wish, CancellationToken cancellationToken)
    {
        var facts = await Consultation(wish.Consultation).Prescribing(cancellationToken);
        return facts.Value is { } consultation
            ? await Execute(request, new OpenDraft(wish, consultation), cancellationToken)
            : Answer.Refused(facts.Code!);
    }

    // Two actors, one decision: the signature is given here, admitted there, and takes effect here; when it is not
    // admitted it is released. A crash before the consultation decides leaves a signature, which lapses by itself. A
    // crash after it leaves nothing to do: the consultation's own reaction puts the signature into effect.
    private async Task<Answer> SignAsync(Request request, CancellationToken cancellationToken)
    {
        if (request.Id.Value.Length + ReleaseStep.Length > CommandId.MaxLength) return Answer.Refused(Codes.CommandIdInvalid);
        var found = await View(cancellationToken);
        if (found.Value is not { } view) return Answer.Refused(found.Code!);
        var standing = Standing(view.Patient, cancellationToken);
        var licence = GrainFactory.GetGrain<IDoctorGrain>(view.Doctor.Value).Facts(ConsultationKind.Revisit, cancellationToken);
        await Task.WhenAll(standing, licence);
        var (patient, doctor) = (await standing, await licence);
        if ((patient.Code ?? doctor.Code) is { } code) return Answer.Refused(code);

        var give = new GiveSignature(doctor.Value!, patient.Value!);
        var given = await Execute(request with { Id = new(request.Id.Value + GiveStep) }, give, cancellationToken);
        if (!given.IsAccepted) return Answer.Refused(given.Code!);

        var (revision, until) = Admission.Parse(given.Value!);
        var admit = new AdmitPrescription(view.Prescription, revision, until);
        var admitted = await Consultation(view.Consultation).Execute(request with { Command = admit }, cancellationToken);
        if (admitted.IsAccepted) return await Execute(request, new CompleteSignature(revision), cancellationToken);

        // A retryable refusal may be an admission whose fate is unknown; the doctor asks again, and needs the signature.
        var release = new Request(new(request.Id.Value + ReleaseStep), Caller.System, new ReleaseSignature(revision));
        if (!Codes.Info(admitted.Code!).Retry) await base.Execute(release, CancellationToken.None);
        return Answer.Refused(admitted.Code!);
    }

    private async Task<Answer> ReviewAsync(Request request, CancellationToken cancellationToken)
    {
        var found = await View(cancellationToken);
        if (found.Value is not { } view) return Answer.Refused(found.Code!);
        var patient = await Standing(view.Patient, cancellationToken);
        return patient.Value is { } standing
            ? await Execute(request, new TakeReview(request.Command, standing), cancellationToken)
            : Answer.Refused(patient.Code!);
    }

    private IConsultationGrain Consultation(ConsultationId id) => GrainFactory.GetGrain<IConsultationGrain>(id.Value);

    private Task<Reading<PatientStanding>> Standing(PatientId id, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IPatientGrain>(id.Value).Standing(cancellationToken);
}
