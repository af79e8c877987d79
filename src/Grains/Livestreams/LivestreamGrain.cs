using System.Collections.Immutable;
using System.Text.Json;
using Consult.Doctors;
using Consult.Feeds;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Livestreams;

/// <summary>
/// The shell of <see cref="Livestream"/>: it gathers facts, counts the audience, and notices who left the microphone.
/// </summary>
[GrainType(FeedKinds.Livestream)]
internal sealed class LivestreamGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<LivestreamOptions> options)
    : FeedGrain<LivestreamState>(new Livestream(options.Value), snapshot, services), ILivestreamGrain
{
    private static readonly TimeSpan RecordEvery = TimeSpan.FromMinutes(1);

    private readonly LivestreamLog _log = new(services);
    private readonly Turnout _turnout = new();

    // Tells an activation from the next one.
    private readonly long _activation = BitConverter.ToInt64(Guid.NewGuid().ToByteArray());
    private DateTimeOffset _activatedAt;
    private DateTimeOffset _recordedAt;
    private LivestreamPulse? _pulse;
    private (long Request, DateTimeOffset At) _heard;
    private string? _told;

    private FeedId Feed => new(FeedKinds.Livestream, this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _activatedAt = _recordedAt = Clock.GetUtcNow();
        this.RegisterGrainTimer(BeatAsync, new GrainTimerCreationOptions
        {
            DueTime = Audiences.Interval,
            Period = Audiences.Interval,
            Interleave = true,
        });
    }

    /// <inheritdoc/>
    public Task<Reading<LivestreamView>> View(CancellationToken cancellationToken = default) =>
        Read(state => Livestream.ViewOf(state, _turnout.Watching(Clock.GetUtcNow()), FiguresOf(state)), cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<QuestionPage>> Questions(QuestionQuery query, CancellationToken cancellationToken = default) =>
        Read(state => Livestream.QuestionsOf(state, query), cancellationToken);

    /// <inheritdoc/>
    public async Task<Reading<OwnQuestion>> Question(long question, AccountId asker, CancellationToken cancellationToken = default)
    {
        var found = await Read(state => Livestream.QuestionOf(state, question, asker), cancellationToken);
        return found.Code is Codes.Forbidden ? found with { Code = Codes.LivestreamQuestionAbsent } : found;
    }

    /// <inheritdoc/>
    public Task<Reading<ViewerPresence>> Presence(AccountId account, CancellationToken cancellationToken = default) =>
        Read(state => Livestream.PresenceOf(state, account), cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<ModerationView>> Moderation(CancellationToken cancellationToken = default) =>
        Read(Livestream.ModerationOf, cancellationToken);

    /// <inheritdoc/>
    public Task<long> Watching(string process, int watching, ImmutableArray<long> fresh)
    {
        _turnout.Tell(process, watching, fresh, Clock.GetUtcNow());
        return Task.FromResult(_activation);
    }

    /// <inheritdoc/>
    public override async Task<Answer> Execute(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is EndLivestream or StopLivestream) await RecordAsync();
        if (!NeedsFacts(request)) return await base.Execute(request, cancellationToken);
        if (await FindAccepted(request, cancellationToken) is { } known) return known;
        return request.Command switch
        {
            ScheduleLivestream wish => await WithDoctorAsync(request, wish.Doctor, facts => new OpenLivestream(wish, facts), cancellationToken),
            InviteCoHost invite => await WithDoctorAsync(request, invite.Doctor, facts => new InviteFound(invite.Doctor, facts), cancellationToken),
            HideLine hide => await WithLineAsync(request, hide.Shown, (body, isRedacted) => new HideFound(hide.Shown, body, isRedacted), cancellationToken),
            UnhideLine unhide => await WithLineAsync(request, unhide.Shown, (body, _) => new UnhideFound(unhide.Shown, body), cancellationToken),
            EraseLines erase => await Execute(
                request, new EraseFound(erase.Account, await _log.FindWrittenAsync(Feed, erase.Account, cancellationToken)), cancellationToken),
            _ => Answer.Refused(Codes.Invalid),
        };
    }

    // To look for everything that somebody wrote is long work, so who may not have it done is refused first.
    private static bool NeedsFacts(Request request) =>
        request.Command is ScheduleLivestream or InviteCoHost or HideLine or UnhideLine
        || request is { Command: EraseLines, By.Role: Role.Operator };

    /// <inheritdoc/>
    /// <remarks>
    /// What the server itself tells goes on to those who watch; nothing that a person signals does: it would say who is here.
    /// </remarks>
    public override Task Signal(Signal signal)
    {
        if (signal.By == Author.System) return base.Signal(signal);
        if (signal.Type == LivestreamSignals.Like && _pulse is { IsLive: true }) _turnout.Like();
        if (signal.Type == LivestreamSignals.MicAlive && _pulse?.OnAir is { } onAir && onAir.Account == signal.By.Account)
            _heard = (onAir.Request, Clock.GetUtcNow());
        return Task.CompletedTask;
    }

    private async Task<Answer> WithDoctorAsync(
        Request request, DoctorId doctor, Func<DutyFacts, Command> command, CancellationToken cancellationToken)
    {
        var facts = await GrainFactory.GetGrain<IDoctorGrain>(doctor.Value).DutyFacts(cancellationToken);
        return facts.Value is { } found
            ? await Execute(request, command(found), cancellationToken)
            : Answer.Refused(facts.Code ?? Codes.Forbidden);
    }

    private async Task<Answer> WithLineAsync(
        Request request, long seq, Func<EventBody, bool, Command> command, CancellationToken cancellationToken) =>
        await _log.FindAsync(Feed, seq, cancellationToken) is var (body, isRedacted)
            ? await Execute(request, command(body, isRedacted), cancellationToken)
            : Answer.Refused(Codes.LivestreamLineAbsent);

    private LivestreamFigures FiguresOf(LivestreamState state) =>
        state.Status is LivestreamStatus.Ended ? state.Figures : _turnout.Figures(state.Figures);

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        var found = await Read(Livestream.PulseOf, cancellationToken);
        if (found.Value is not { } pulse) return;
        _pulse = pulse;
        var now = Clock.GetUtcNow();
        var watching = _turnout.Watching(now);
        if (pulse.IsLive)
        {
            _turnout.NotePeak(watching);
            if (now - _recordedAt >= RecordEvery) await RecordAsync();
            await CheckMicAsync(pulse, now, cancellationToken);
            await TellAsync(new(watching, _turnout.Figures(pulse.Figures), pulse.Top));
        }
    }

    // The latest of what waits for a reader replaces the one before, so a slow one is behind by nothing.
    private async Task TellAsync(LivestreamNow now)
    {
        var figures = JsonSerializer.Serialize(now, FeedJson.Options);
        if (figures == _told) return;
        _told = figures;
        await base.Signal(new(LivestreamSignals.Now, Author.System) { Figures = figures });
    }

    private async Task RecordAsync()
    {
        if (_pulse is not { IsLive: true } pulse) return;
        var now = _recordedAt = Clock.GetUtcNow();
        var id = new CommandId(FormattableString.Invariant($"{Feed}:figures:{_activation:x}:{now.ToUnixTimeMilliseconds()}"));
        await base.Execute(new(id, Caller.System, new NoteFigures(_turnout.Figures(pulse.Figures))), CancellationToken.None);
    }

    // After a restart whoever is on the microphone has the full time to be heard again; their voice does not pass here.
    private async Task CheckMicAsync(LivestreamPulse pulse, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (pulse.OnAir is not { } onAir) return;
        DateTimeOffset[] signsOfLife = [onAir.Since, _activatedAt, _heard.Request == onAir.Request ? _heard.At : default];
        if (now - signsOfLife.Max() <= options.Value.MicSilentFor) return;
        var id = new CommandId(FormattableString.Invariant($"{Feed}:mic.lost:{onAir.Request}"));
        await base.Execute(new(id, Caller.System, new NoteMicLost(onAir.Request)), cancellationToken);
    }
}
