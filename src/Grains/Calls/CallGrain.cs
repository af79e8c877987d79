using System.Security.Cryptography;
using System.Text;
using Consult.Accounts;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Patients;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Calls;

/// <summary>
/// The shell of <see cref="Call"/>: it holds the parties' lines, passes their signals on, and notices who is gone.
/// </summary>
/// <remarks>
/// Who is there is known in memory alone, from the signals of the parties: one event every ten seconds would be a record
/// of nothing. An event is written when a party falls silent and when it is back. After a restart everybody has the
/// full time to be heard again; media do not pass through here and may well have gone on.
/// </remarks>
[GrainType(FeedKinds.Call)]
internal sealed class CallGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<CallOptions> options)
    : FeedGrain<CallState>(new Call(options.Value), snapshot, services), ICallGrain
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(10);

    private readonly Dictionary<CallSide, DateTimeOffset> _heard = [];
    private DateTimeOffset _listeningSince;
    private IGrainTimer? _checking;
    private Task _passing = Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _listeningSince = Clock.GetUtcNow();
        _checking = this.RegisterGrainTimer(CheckAsync, new GrainTimerCreationOptions(CheckEvery, CheckEvery));
    }

    /// <inheritdoc/>
    public Task<Reading<CallView>> View(CancellationToken cancellationToken = default) => Read(Call.ViewOf, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>A repeated command has its stored answer, whatever the facts and lines are by then.</remarks>
    public override async Task<Answer> Execute(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is not (StartCall or AnswerCall)) return await base.Execute(request, cancellationToken);
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        return request.Command is StartCall start
            ? await StartAsync(request, start.Consultation, cancellationToken)
            : await AnswerAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>One after the other, so that candidates do not overtake the offer they belong to.</remarks>
    public override Task Signal(Signal signal) => _passing = PassOnAsync(signal, after: _passing);

    private async Task<Answer> StartAsync(Request request, ConsultationId consultation, CancellationToken cancellationToken)
    {
        var held = await HoldAsync(request, cancellationToken);
        if (!held.IsAccepted) return Answer.Refused(held.Code!);
        var facts = await FactsAsync(consultation, cancellationToken);
        var answer = facts.Value is { } found
            ? await Execute(request, new OpenCall(consultation, found, await IsOtherSideFreeAsync(found, request.By, cancellationToken)), cancellationToken)
            : Answer.Refused(facts.Code!);
        await ReleaseIfRefusedAsync(request, answer);
        return answer;
    }

    // First the line, then the facts: an earlier call of this consultation had one of these lines, and gave it back only
    // after the consultation had counted its minutes.
    private async Task<Answer> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        string? why = null;
        var state = await Read(state => { why = Call.WhyNotAnswer(state, request.By); return state; }, cancellationToken);
        if ((state.Code ?? why) is { } code) return Answer.Refused(code, state.Position);
        var held = await HoldAsync(request, cancellationToken);
        if (!held.IsAccepted) return Answer.Refused(held.Code!);
        var facts = await FactsAsync(state.Value!.Consultation, cancellationToken);
        var answer = facts.Value is { } found
            ? await Execute(request, new ConnectCall(found), cancellationToken)
            : Answer.Refused(facts.Code!);
        await ReleaseIfRefusedAsync(request, answer);
        return answer;
    }

    private Task<Reading<CallFacts>> FactsAsync(ConsultationId consultation, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IConsultationGrain>(consultation.Value).CallFacts(cancellationToken);

    private async Task<bool> IsOtherSideFreeAsync(CallFacts facts, Caller by, CancellationToken cancellationToken)
    {
        if (by.Role is not Role.Doctor) return facts.DoctorAccount is { } doctor && await IsFreeAsync(doctor, cancellationToken);
        var patient = await GrainFactory.GetGrain<IPatientGrain>(facts.Patient.Value).Standing(cancellationToken);
        foreach (var account in patient.Value?.Accounts ?? [])
            if (await IsFreeAsync(account, cancellationToken))
                return true;
        return false;
    }

    private async Task<bool> IsFreeAsync(AccountId account, CancellationToken cancellationToken) =>
        (await LineOf(account).Line(cancellationToken)).Value is { Call: null };

    private Task<Answer> HoldAsync(Request request, CancellationToken cancellationToken) =>
        LineOf(request.By.Account).Execute(
            Step(request, "hold", new HoldLine(Me, Clock.GetUtcNow() + options.Value.RingFor + Call.LineGrace)), cancellationToken);

    // A retryable refusal may be an acceptance whose fate is unknown; the client asks again. And a party keeps its line:
    // it may have answered on another device meanwhile.
    private async Task ReleaseIfRefusedAsync(Request request, Answer answer)
    {
        if (answer.IsAccepted || Codes.Info(answer.Code!).Retry) return;
        if ((await Read(Call.LinkOf)).Value?.SideOf(request.By.Account) is not null) return;
        await LineOf(request.By.Account).Execute(Step(request, "release", new ReleaseLine(Me)), CancellationToken.None);
    }

    private async Task PassOnAsync(Signal signal, Task after)
    {
        await after.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (signal.Type != CallSignals.Alive && signal.Data.IsGone)
        {
            await base.Signal(signal);
            return;
        }
        if ((await Read(Call.LinkOf)).Value is not { IsUp: true } link || link.SideOf(signal.By.Account) is not { } side) return;
        _heard[side] = Clock.GetUtcNow();
        if (link.Missing.Contains(side)) await NoteAsync("back", side, link.Seq, new NotePartyBack(side));
        if (signal.Type != CallSignals.Alive) await base.Signal(signal with { To = link.Other(side) });
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        if ((await Read(Call.LinkOf, cancellationToken)).Value is not { } link) return;
        if (link.Status is CallStatus.Ended) _checking?.Dispose();
        if (!link.IsUp) return;
        var now = Clock.GetUtcNow();
        foreach (var side in Enum.GetValues<CallSide>().Except(link.Missing))
        {
            var isKnown = _heard.TryGetValue(side, out var heard);
            DateTimeOffset[] signsOfLife = [heard, link.ConnectedAt, _listeningSince];
            if (now - signsOfLife.Max() > options.Value.SilentFor)
                await NoteAsync("lost", side, link.Seq, new NotePartyLost(side, isKnown ? heard : null));
        }
    }

    // The same note of the same moment has the same id, so two that meet have one effect.
    private Task<Answer> NoteAsync(string what, CallSide side, long seq, Command note) =>
        base.Execute(new(new(FormattableString.Invariant($"{Me.Feed}:{what}:{side}:{seq}")), Caller.System, note), CancellationToken.None);

    private CallId Me => new(this.GetPrimaryKeyString());

    private IAccountGrain LineOf(AccountId account) => GrainFactory.GetGrain<IAccountGrain>(account.Value);

    // The client's id is unique in this feed alone, and the step goes to another.
    private Request Step(Request request, string step, Command command)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Id.Value)).AsSpan(0, 12));
        return new(new($"{Me.Feed}:{digest}:{step}"), Caller.System, command);
    }
}
