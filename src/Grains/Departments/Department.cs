using System.Collections.Immutable;
using System.Text.Json;
using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Time;

namespace Consult.Departments;

/// <summary>
/// A department: who decides what, what follows, and how it shows. Duty, the pool and offers are in the other parts.
/// </summary>
internal sealed partial class Department(DepartmentOptions options, OperatorTime time) : FeedModel<DepartmentState>
{
    public override int FoldVersion => 1;

    public override DepartmentState Empty { get; } = new();

    // Nothing in it is a patient's: consultations are named by their keys alone.
    public override string? SubjectOf(DepartmentState state) => null;

    public override Decision Decide(DepartmentState state, Command command, Context context) => command switch
    {
        EnterPool enter => Enter(state, enter, context),
        BeginDutyAs begin => Begin(state, begin, context),
        _ when state.Name is null => Decision.Refuse(Codes.Forbidden),
        LeavePool leave => Leave(state, leave, context),
        EndDuty end => End(state, end, context),
        DropDuty drop => Drop(state, drop, context),
        NoteCapacity note => Note(state, note, context),
        ClaimWaiting claim => Claim(state, claim, context),
        ReleaseClaim release => Release(state, release, context),
        DeclinePush decline => Decline(state, decline, context),
        RefusePush refuse => Refuse(state, refuse, context),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override DepartmentState Apply(DepartmentState state, EventBody body, Envelope envelope) =>
        Next(state, body, envelope.At) ?? throw new UnknownEventException(envelope.Type);

    public override DateTimeOffset? DeadlineOf(DepartmentState state)
    {
        var next = state.Pool.NextMoment;
        foreach (var duty in state.Duties)
            if (next is null || duty.Until < next) next = duty.Until;
        return next;
    }

    public override ImmutableArray<AccessChange> AccessOf(EventBody body) => body switch
    {
        DepartmentOpened => [new(RoleGrant.Of(Role.Operator), Role.Operator)],
        DutyBegun e => [new(e.Account.Feed.Value, Role.Doctor)],
        DutyEnded e => [new(e.Account.Feed.Value, null)],
        _ => [],
    };

    public override ImmutableArray<Reaction> ReactionsTo(DepartmentState state, EventBody body, Envelope envelope) => body switch
    {
        // A consultation that ended before it got here takes itself out again.
        PoolJoined e => [new(e.Consultation.Feed, new ConfirmQueued(), _ => new LeavePool(e.Consultation))],
        PoolPushed e =>
        [
            new(
                e.Doctor.Feed, new OfferPush(e.Consultation, new(envelope.Feed.Key), e.Until),
                code => new RefusePush(e.Doctor, e.Consultation, code)),
        ],
        _ => [],
    };

    // The numbers move with every patient; lists ask the actor for them instead of rewriting this each time.
    public override Entry? EntryOf(FeedId feed, DepartmentState state) => state.Name is null
        ? null
        : new(feed, 0, [], JsonSerializer.Serialize(new DepartmentEntry(state.Name), FeedJson.Options));
}
