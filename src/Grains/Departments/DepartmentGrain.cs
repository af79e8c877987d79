using System.Collections.Immutable;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Time;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
// Orleans has a type of that name too.
using Request = Consult.Feeds.Request;

namespace Consult.Departments;

/// <summary>The shell of <see cref="Department"/>: besides, it keeps an eye on who is on duty.</summary>
[GrainType(FeedKinds.Department)]
internal sealed class DepartmentGrain(
    [PersistentState("snapshot", "feeds")] IPersistentState<FeedSnapshot> snapshot,
    FeedServices services,
    IOptions<DepartmentOptions> options,
    IOptions<OperatorTime> time)
    : FeedGrain<DepartmentState>(new Department(options.Value, time.Value), snapshot, services), IDepartmentGrain
{
    private readonly Dictionary<AccountId, DateTimeOffset> _heard = [];
    private DateTimeOffset _activatedAt;

    private FeedId Feed => new(FeedKinds.Department, this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _activatedAt = Clock.GetUtcNow();
        this.RegisterGrainTimer(LookAroundAsync, new GrainTimerCreationOptions
        {
            DueTime = Pulse.Interval,
            Period = Pulse.Interval,
            Interleave = true,
        });
    }

    /// <inheritdoc/>
    public override async Task<Answer> Execute(Request request, CancellationToken cancellationToken = default)
    {
        if (request.Command is not BeginDuty begin) return await base.Execute(request, cancellationToken);
        if (await FindAccepted(request, cancellationToken) is { } before) return before;
        var facts = await Actor(begin.Doctor).DutyFacts(cancellationToken);
        return facts.Value is { } doctor
            ? await Execute(request, new BeginDutyAs(begin.Doctor, doctor), cancellationToken)
            : Answer.Refused(facts.Code ?? Codes.Forbidden);
    }

    /// <inheritdoc/>
    public Task<Reading<DepartmentView>> View(CancellationToken cancellationToken = default) =>
        Read(state => Department.ViewOf(new(Feed.Key), state, OpensAt()), cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<PoolView>> Pool(CancellationToken cancellationToken = default) => Read(Department.PoolOf, cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<QueueView>> Queue(ConsultationId consultation, CancellationToken cancellationToken = default) =>
        Read(state => Department.QueueOf(state, consultation, Clock.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task<Reading<PoolFacts>> Facts(CancellationToken cancellationToken = default) =>
        Read(state => new PoolFacts { Name = state.Name, OpensAt = OpensAt() }, cancellationToken);

    /// <inheritdoc/>
    public Task Present(ImmutableArray<AccountId> accounts)
    {
        foreach (var account in accounts) _heard[account] = Clock.GetUtcNow();
        return Task.CompletedTask;
    }

    // Presence is not part of the record: it is told every few seconds, and only its end is an event. An activation
    // that begins, also after a crash, gives everybody the full time to be heard again.
    private async Task LookAroundAsync(CancellationToken cancellationToken)
    {
        var found = await Read(state => new OnDuty(state.Duties), cancellationToken);
        if (found.Value is not { Duties: var duties }) return;
        foreach (var gone in _heard.Keys.Except(duties.Select(duty => duty.Account)).ToArray()) _heard.Remove(gone);
        foreach (var duty in duties)
            if (await JudgeAsync(duty, cancellationToken) is { } command)
                await Execute(new(new($"{Feed}:{found.Position.Seq}:{duty.Doctor}"), Caller.System, command), cancellationToken);
    }

    /// <summary>What has to be noted about a doctor on duty; null when all is as it was.</summary>
    private async Task<Command?> JudgeAsync(Duty duty, CancellationToken cancellationToken)
    {
        if (Clock.GetUtcNow() - LastHeard(duty) >= options.Value.VanishAfter + Pulse.Interval)
            return new DropDuty(duty.Doctor, DutyEnd.Vanished);
        var facts = await Actor(duty.Doctor).DutyFacts(cancellationToken);
        if (facts.Value is not { } doctor) return null;
        if (!doctor.IsLicensed || DepartmentId.Of(doctor.Department).Feed != Feed) return new DropDuty(duty.Doctor, DutyEnd.Unfit);
        return doctor.Free == duty.Free ? null : new NoteCapacity(duty.Doctor, doctor.Free);
    }

    private DateTimeOffset LastHeard(Duty duty)
    {
        var begun = duty.Since > _activatedAt ? duty.Since : _activatedAt;
        return _heard.TryGetValue(duty.Account, out var heard) && heard > begun ? heard : begun;
    }

    private DateTimeOffset? OpensAt() => options.Value.QuietHours.OpensAt(Clock.GetUtcNow(), time.Value);

    private IDoctorGrain Actor(DoctorId doctor) => GrainFactory.GetGrain<IDoctorGrain>(doctor.Value);

    private sealed record OnDuty(ImmutableArray<Duty> Duties);
}
