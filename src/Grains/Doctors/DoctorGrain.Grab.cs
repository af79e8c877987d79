using System.Globalization;
using System.Text.Json;
using Consult.Clinics;
using Consult.Consultations;
using Consult.Departments;
using Consult.Feeds;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Doctors;

// The grab of a consultation out of a department's pool or a clinic's.
internal sealed partial class DoctorGrain
{
    private const string ClaimStep = ":claim";
    private const string ReturnStep = ":return";

    // A model holds nothing but the operator's options.
    private readonly Doctor _model = new(options.Value, time.Value);

    /// <inheritdoc/>
    /// <remarks>
    /// Three actors, one decision: claim in the pool, reserve here, decide there; give both back when it refused. Each
    /// step is a command whose id is made of the client's, so a repetition walks the same steps to the same stored
    /// answers. A crash between two steps leaves a claim and a reservation, which lapse by themselves; after the
    /// consultation's decision its own reactions confirm the place and empty the pool.
    /// </remarks>
    public async Task<Answer> Grab(Request request, CancellationToken cancellationToken = default)
    {
        if (PoolOf(request) is not { } pool) return Answer.Refused(Codes.Invalid);
        if (request.Id.Value.Length + ReserveStep.Length > CommandId.MaxLength) return Answer.Refused(Codes.CommandIdInvalid);

        var actor = GrainFactory.GetGrain<IFeedGrain>(GrainId.Create(pool.Feed.Kind, pool.Feed.Key));
        var claimed = await actor.Execute(Step(request, ClaimStep, request.By, pool.Claim), cancellationToken);
        if (!claimed.IsAccepted)
            return claimed.Code == Codes.PoolAbsent && pool.Named is { } missed
                ? await AskWhyAsync(request, missed, cancellationToken)
                : Answer.Refused(claimed.Code!);

        var place = JsonSerializer.Deserialize<ClaimedPlace>(claimed.Value!, FeedJson.Options)!;
        var answer = await TakeAsync(request, pool.Kind, place, cancellationToken);
        // A retryable refusal may be an acceptance whose fate is unknown; the client asks again, and needs the claim.
        if (!answer.IsAccepted && !Codes.Info(answer.Code!).Retry)
            await actor.Execute(Step(request, ReturnStep, pool.ReleasedBy, pool.Release(place.Consultation)), CancellationToken.None);
        return answer with { Value = place.Consultation.Value };
    }

    /// <inheritdoc/>
    public Task<Reading<DutyFacts>> DutyFacts(CancellationToken cancellationToken = default) =>
        Read(state => _model.DutyOf(state, Clock.GetUtcNow()), cancellationToken);

    private async Task<Answer> TakeAsync(
        Request request, ConsultationKind kind, ClaimedPlace place, CancellationToken cancellationToken)
    {
        var reserve = new Reserve(place.Consultation)
        {
            Kind = kind,
            RequestedAt = place.RequestedAt,
            AcceptBy = place.AcceptBy,
        };
        var reserved = await Execute(Step(request, ReserveStep, request.By, reserve), cancellationToken);
        if (!reserved.IsAccepted) return Answer.Refused(reserved.Code!);

        var until = DateTimeOffset.ParseExact(reserved.Value!, "O", CultureInfo.InvariantCulture);
        var answer = await AcceptThereAsync(request, place.Consultation, until < place.Until ? until : place.Until, cancellationToken);
        if (!answer.IsAccepted && !Codes.Info(answer.Code!).Retry)
            await Execute(Step(request, ReleaseStep, Caller.System, new ReleaseSlot(place.Consultation)), CancellationToken.None);
        return answer;
    }

    // It waits here no more, or never did. The consultation knows what became of it, and takes nothing under a
    // reservation that has ended.
    private async Task<Answer> AskWhyAsync(Request request, ConsultationId missed, CancellationToken cancellationToken)
    {
        var answer = await AcceptThereAsync(request, missed, DateTimeOffset.UnixEpoch, cancellationToken);
        return answer.Code is Codes.ConsultationTaken or Codes.ConsultationClosed ? answer : Answer.Refused(Codes.PoolAbsent);
    }

    private Task<Answer> AcceptThereAsync(
        Request request, ConsultationId consultation, DateTimeOffset until, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IConsultationGrain>(consultation.Value).Execute(
            request with { Command = new AcceptReserved(new(this.GetPrimaryKeyString()), until) }, cancellationToken);

    private GrabPool? PoolOf(Request request)
    {
        var me = new DoctorId(this.GetPrimaryKeyString());
        return request.Command switch
        {
            GrabConsultation { Department: var department, Consultation: var named } => new(
                department.Feed, ConsultationKind.Quick, named, new ClaimWaiting(me, named),
                taken => new ReleaseClaim(me, taken), Caller.System),
            GrabAtClinic { Clinic: var clinic, Consultation: var named } => new(
                clinic.Feed, ConsultationKind.FreeClinic, named, new ClaimAtClinic(me, named),
                taken => new ReleaseAtClinic(me, taken), request.By),
            _ => null,
        };
    }

    /// <summary>A pool to grab from.</summary>
    /// <param name="Feed">The actor that has it.</param>
    /// <param name="Kind">What waits there.</param>
    /// <param name="Named">The consultation that was asked for; null for the next.</param>
    /// <param name="Claim">Claims it.</param>
    /// <param name="Release">Gives a claim back.</param>
    /// <param name="ReleasedBy">Who gives it back.</param>
    private sealed record GrabPool(
        FeedId Feed, ConsultationKind Kind, ConsultationId? Named, Command Claim, Func<ConsultationId, Command> Release, Caller ReleasedBy);
}
