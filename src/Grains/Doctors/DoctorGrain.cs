using System.Globalization;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Time;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Doctors;

/// <summary>The shell of <see cref="Doctor"/>.</summary>
[GrainType(FeedKinds.Doctor)]
internal sealed partial class DoctorGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<DoctorOptions> options,
    IOptions<OperatorTime> time)
    : FeedGrain<DoctorState>(new Doctor(options.Value, time.Value), snapshot, services), IDoctorGrain
{
    private const string ReserveStep = ":reserve";
    private const string ReleaseStep = ":release";

    /// <inheritdoc/>
    /// <remarks>
    /// Two actors, one decision: reserve here, decide there, release here when it refused. Each step is a command
    /// whose id is made of the client's, so a repetition walks the same steps to the same stored answers. A crash
    /// before the consultation decides leaves a reservation, which lapses by itself. A crash after it leaves nothing
    /// to do: the consultation's own reaction confirms the place, or, when it refused, the reservation lapses.
    /// </remarks>
    public async Task<Answer> Accept(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is not AcceptConsultation { Consultation: var consultation }) return Answer.Refused(Codes.Invalid);
        if (request.Id.Value.Length + ReserveStep.Length > CommandId.MaxLength) return Answer.Refused(Codes.CommandIdInvalid);

        var reserved = await Execute(Step(request, ReserveStep, request.By, new Reserve(consultation)), cancellationToken);
        if (!reserved.IsAccepted) return Answer.Refused(reserved.Code!);

        var until = DateTimeOffset.ParseExact(reserved.Value!, "O", CultureInfo.InvariantCulture);
        var accept = new AcceptReserved(new(this.GetPrimaryKeyString()), until);
        var answer = await GrainFactory.GetGrain<IConsultationGrain>(consultation.Value)
            .Execute(request with { Command = accept }, cancellationToken);

        // A retryable refusal may be an acceptance whose fate is unknown; the client asks again, and needs the place.
        if (!answer.IsAccepted && !Codes.Info(answer.Code!).Retry)
            await Execute(Step(request, ReleaseStep, Caller.System, new ReleaseSlot(consultation)), CancellationToken.None);
        return answer;
    }

    /// <inheritdoc/>
    public Task<Reading<DoctorView>> View(CancellationToken cancellationToken = default) =>
        Read(state => Doctor.ViewOf(state, Clock.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<DeskView>> Desk(CancellationToken cancellationToken = default) =>
        Read(state => Doctor.DeskOf(state, options.Value, time.Value.DateOf(Clock.GetUtcNow())), cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<SlotsView>> Slots(CancellationToken cancellationToken = default) =>
        Read(state => Doctor.SlotsOf(state, Clock.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<FiguresView>> Figures(DateOnly from, DateOnly to, CancellationToken cancellationToken = default) =>
        Read(state => Doctor.FiguresOf(state, from, to), cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<QuickRepliesView>> QuickReplies(CancellationToken cancellationToken = default) =>
        Read(Doctor.QuickRepliesOf, cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<OfferingFacts>> Facts(ConsultationKind kind, CancellationToken cancellationToken = default) =>
        Read(state => Doctor.FactsOf(state, kind, Clock.GetUtcNow()), cancellationToken);

    private static Request Step(Request request, string step, Caller by, Command command) =>
        new(new(request.Id.Value + step), by, command);
}
