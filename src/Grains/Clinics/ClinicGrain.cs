using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Clinics;

/// <summary>The shell of <see cref="Clinic"/>: it gathers the facts that a decision rests on from other actors.</summary>
[GrainType(FeedKinds.Clinic)]
internal sealed class ClinicGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<ClinicOptions> options)
    : FeedGrain<ClinicState>(new Clinic(options.Value), snapshot, services), IClinicGrain
{
    // Ten thousand come for a hundred places. Each who may win is looked up; the others wait here for their turn, and find
    // the clinic full without having been looked up.
    private readonly SemaphoreSlim _lookUps = new(options.Value.LookUps);

    /// <inheritdoc/>
    public override Task<Answer> Execute(Request request, CancellationToken cancellationToken = default)
    {
        request = OwnIds.Of(request);
        return request.Command switch
        {
            AnnounceClinic announce => AskDoctorAsync(request, announce.Doctor, facts => new AnnounceAs(announce, facts), cancellationToken),
            InviteHost invite => AskDoctorAsync(request, invite.Doctor, facts => new InviteAs(invite.Doctor, facts), cancellationToken),
            AcceptHosting accept => AskDoctorAsync(request, accept.Doctor, facts => new JoinAs(accept.Doctor, facts), cancellationToken),
            TakePlace take => TakeAsync(request, take, cancellationToken),
            _ => base.Execute(request, cancellationToken),
        };
    }

    /// <inheritdoc/>
    public Task<Reading<ClinicView>> View(CancellationToken cancellationToken = default) =>
        Read(state => Clinic.ViewOf(new(this.GetPrimaryKeyString()), state, Clock.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<PlaceView>> Place(PatientId patient, CancellationToken cancellationToken = default) =>
        Read(state => Clinic.PlaceOf(state, patient), cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<ClinicPoolView>> Pool(CancellationToken cancellationToken = default) =>
        Read(Clinic.PoolOf, cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<PlaceFacts>> Facts(PatientId patient, int place, CancellationToken cancellationToken = default) =>
        Read(state => Clinic.FactsOf(state, patient, place, Clock.GetUtcNow()), cancellationToken);

    private async Task<Answer> AskDoctorAsync(
        Request request, DoctorId doctor, Func<OfferingFacts, Command> with, CancellationToken cancellationToken)
    {
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        var facts = await GrainFactory.GetGrain<IDoctorGrain>(doctor.Value).Facts(ConsultationKind.FreeClinic, cancellationToken);
        return facts.Value is { } value
            ? await Execute(request, with(value), cancellationToken)
            : Answer.Refused(facts.Code!);
    }

    private async Task<Answer> TakeAsync(Request request, TakePlace take, CancellationToken cancellationToken)
    {
        await _lookUps.WaitAsync(cancellationToken);
        try
        {
            if (await FindAccepted(request, cancellationToken) is { } known) return known;
            var found = await Read(state => new Refusal(Clinic.WhyNotTake(state, take, Clock.GetUtcNow())), cancellationToken);
            if ((found.Code ?? found.Value?.Code) is { } code) return Answer.Refused(code, found.Position);
            var standing = await GrainFactory.GetGrain<IPatientGrain>(take.Patient.Value).Standing(cancellationToken);
            return standing.Value is { } patient
                ? await Execute(request, new TakeAs(take, patient), cancellationToken)
                : Answer.Refused(standing.Code!);
        }
        finally
        {
            _lookUps.Release();
        }
    }

    private sealed record Refusal(string? Code);
}
