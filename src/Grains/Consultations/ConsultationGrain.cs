using Consult.Attachments;
using Consult.Clinics;
using Consult.Departments;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Interviews;
using Consult.Patients;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Consultations;

/// <summary>The shell of <see cref="Consultation"/>: it gathers the facts that a decision rests on from other actors.</summary>
/// <remarks>
/// Facts are asked for only when the request is new: once accepted, the answer stands whatever became of them since.
/// </remarks>
[GrainType(FeedKinds.Consultation)]
internal sealed class ConsultationGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<ConsultationOptions> options,
    IOptions<InterviewOptions> interviews)
    : FeedGrain<ConsultationState>(new Consultation(options.Value, interviews.Value), snapshot, services), IConsultationGrain
{
    private const string OpenStep = ":open";
    private const string WithdrawStep = ":withdraw";
    private const string UseStep = ":use";
    private const string ReturnStep = ":return";

    /// <inheritdoc/>
    public async Task<Answer> Request(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is not RequestConsultation wish) return Answer.Refused(Codes.Invalid);
        if (await FindAccepted(request, cancellationToken) is { } known) return known;

        var standing = GrainFactory.GetGrain<IPatientGrain>(wish.Patient.Value).Standing(cancellationToken);
        var offering = wish.Doctor is { } doctor ? await FactsAsync(doctor, wish.Kind, cancellationToken) : null;
        var patient = await standing;
        var pool = wish is { Doctor: null, Department: { } department }
            ? await GrainFactory.GetGrain<IDepartmentGrain>(DepartmentId.Of(department).Value).Facts(cancellationToken)
            : null;
        var place = wish is { Clinic: { } clinic, Place: { } number }
            ? await GrainFactory.GetGrain<IClinicGrain>(clinic.Value).Facts(wish.Patient, number, cancellationToken)
            : null;
        if ((patient.Code ?? offering?.Code ?? pool?.Code ?? place?.Code) is { } code) return Answer.Refused(code);
        return await Execute(
            request, new OpenConsultation(wish, patient.Value!, offering?.Value, pool?.Value, place?.Value), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<Answer> Execute(Request request, CancellationToken cancellationToken = default) => request.Command switch
    {
        AcceptReserved accept => AcceptAsync(request, accept, cancellationToken),
        ProposeOpinion propose => ProposeAsync(request, propose, cancellationToken),
        TransferConsultation transfer => TransferAsync(request, transfer, cancellationToken),
        ClaimGuarantee => ClaimAsync(request, cancellationToken),
        PostMessage { Attachments.IsEmpty: false } message => PostAsync(request, message, cancellationToken),
        AttachPriorDiagnosis attach => AttachAsync(request, attach, cancellationToken),
        _ => base.Execute(request, cancellationToken),
    };

    /// <inheritdoc/>
    public Task<Reading<ConsultationView>> View(CancellationToken cancellationToken = default) =>
        Read(Consultation.ViewOf, cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<CallFacts>> CallFacts(CancellationToken cancellationToken = default) =>
        Read(Consultation.CallFactsOf, cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<PrescribingFacts>> Prescribing(CancellationToken cancellationToken = default) =>
        Read(Consultation.PrescribingOf, cancellationToken);

    // A chosen doctor was checked when the consultation was requested; whoever takes it out of a pool is checked now.
    private async Task<Answer> AcceptAsync(Request request, AcceptReserved accept, CancellationToken cancellationToken)
    {
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        var reading = await Read(Consultation.ViewOf, cancellationToken);
        if (reading.Value is not { } view || (view.Department is null && view.Clinic is null)) return await base.Execute(request, cancellationToken);
        var standing = await GrainFactory.GetGrain<IPatientGrain>(view.Patient.Value).Standing(cancellationToken);
        return standing.Value is { } patient
            ? await Execute(request, new AcceptFromPool(accept, patient), cancellationToken)
            : Answer.Refused(standing.Code!);
    }

    private async Task<Answer> ProposeAsync(Request request, ProposeOpinion propose, CancellationToken cancellationToken)
    {
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        var facts = await FactsAsync(propose.Doctor, ConsultationKind.Directed, cancellationToken);
        return facts.Value is { } value
            ? await Execute(request, new ProposeInvited(propose.Doctor, value), cancellationToken)
            : Answer.Refused(facts.Code!);
    }

    // Two actors, one decision: the new consultation is requested first, in the patient's name, and taken back when this
    // one turns out to be over. A crash in between leaves a request that the patient sees, and can repeat or cancel.
    private async Task<Answer> TransferAsync(Request request, TransferConsultation transfer, CancellationToken cancellationToken)
    {
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        var reading = await Read(Consultation.ViewOf, cancellationToken);
        if (reading.Value is not { } view) return Answer.Refused(reading.Code!);
        if (request.By.Role is not Role.Patient || request.By.For != view.Patient) return Answer.Refused(Codes.Forbidden);
        if (transfer.Doctor == view.Doctor) return Answer.Refused(Codes.TransferSame);

        var next = GrainFactory.GetGrain<IConsultationGrain>(transfer.To.Value);
        var opened = await next.Request(Step(request, OpenStep, WishOf(transfer, view)), cancellationToken);
        if (!opened.IsAccepted) return Answer.Refused(opened.Code!);

        var facts = await FactsAsync(transfer.Doctor, transfer.Kind, cancellationToken);
        if (facts.Code is { } code) return Answer.Refused(code);
        var reader = transfer.ShareHistory ? facts.Value!.Account : null;
        var answer = await Execute(request, new TransferTo(transfer.To, transfer.Doctor, reader), cancellationToken);
        if (!answer.IsAccepted && !Codes.Info(answer.Code!).Retry)
            await next.Execute(Step(request, WithdrawStep, new CancelConsultation()), CancellationToken.None);
        return answer;
    }

    private static RequestConsultation WishOf(TransferConsultation transfer, ConsultationView from) => new()
    {
        Patient = from.Patient,
        Doctor = transfer.Doctor,
        Kind = transfer.Kind,
        Complaint = transfer.Complaint,
        Method = transfer.Method,
        From = from.Consultation,
    };

    // The patient's actor says who may claim, once; this consultation says whether there is anything to claim.
    private async Task<Answer> ClaimAsync(Request request, CancellationToken cancellationToken)
    {
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        var reading = await Read(Consultation.ViewOf, cancellationToken);
        if (reading.Value is not { } view) return Answer.Refused(reading.Code!);
        if (request.By.For != view.Patient || !view.Money.Guaranteed) return await base.Execute(request, cancellationToken);

        var patient = GrainFactory.GetGrain<IPatientGrain>(view.Patient.Value);
        var used = await patient.Execute(Step(request, UseStep, new UseGuarantee(view.Consultation)), cancellationToken);
        if (!used.IsAccepted) return Answer.Refused(used.Code!);
        var answer = await base.Execute(request, cancellationToken);
        if (!answer.IsAccepted && !Codes.Info(answer.Code!).Retry)
            await patient.Execute(Step(request, ReturnStep, new ReturnGuarantee(view.Consultation)), CancellationToken.None);
        return answer;
    }

    private async Task<Answer> AttachAsync(Request request, AttachPriorDiagnosis attach, CancellationToken cancellationToken)
    {
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        var found = await GrainFactory.GetGrain<IAttachmentGrain>(attach.Document.Value).View(cancellationToken);
        return await Execute(request, new AttachFound(attach, found.Value), cancellationToken);
    }

    private async Task<Answer> PostAsync(Request request, PostMessage message, CancellationToken cancellationToken)
    {
        if (message.Attachments.Length > PostMessage.MaxAttachments) return Answer.Refused(Codes.Invalid);
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        var found = await Task.WhenAll(message.Attachments.Select(attachment =>
            GrainFactory.GetGrain<IAttachmentGrain>(attachment.Value).View(cancellationToken)));
        return await Execute(request, new PostAttached(message, [.. found.Select(reading => reading.Value)]), cancellationToken);
    }

    private Task<Reading<OfferingFacts>> FactsAsync(DoctorId doctor, ConsultationKind kind, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IDoctorGrain>(doctor.Value).Facts(kind, cancellationToken);

    private static Request Step(Request request, string step, Command command) =>
        request with { Id = new(request.Id.Value + step), Command = command };
}
