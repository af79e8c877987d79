using System.Collections.Immutable;
using System.Text.Json;
using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Patients;

namespace Consult.Clinics;

/// <summary>
/// A free clinic: who decides what, what follows, and how it shows. Hosts, places and grabs are in the other parts.
/// </summary>
internal sealed partial class Clinic(ClinicOptions options) : FeedModel<ClinicState>
{
    private const string CancelledKind = "clinic.cancelled";

    public override int FoldVersion => 1;

    public override ClinicState Empty { get; } = new();

    // It holds no text about a patient; patients are named by their keys, to themselves alone.
    public override string? SubjectOf(ClinicState state) => null;

    public override Decision Decide(ClinicState state, Command command, Context context) => command switch
    {
        AnnounceAs announce => Announce(state, announce, context),
        // A consultation is told why it is cancelled, and a patient why there is no place: clinics are no secret.
        _ when !state.Exists => Decision.Refuse(Codes.ClinicUnknown),
        InviteAs invite => Invite(state, invite, context),
        JoinAs join => Join(state, join, context),
        RemoveHost remove => Remove(state, remove, context),
        CancelClinic cancel => Cancel(state, cancel, context),
        TakeAs take => Take(state, take, context),
        GivePlaceBack back => GiveBack(state, back, context),
        EnterClinic enter => Enter(state, enter, context),
        LeaveClinic leave => Leave(state, leave, context),
        ClaimAtClinic claim => ClaimFor(state, claim, context),
        ReleaseAtClinic release => Release(state, release, context),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override DateTimeOffset? DeadlineOf(ClinicState state)
    {
        var lapse = state.Roster.NextLapse;
        return !state.Exists || state.HasEnded || state.Reason is not null || lapse < state.Until ? lapse : state.Until;
    }

    public override ImmutableArray<Draft> PassDeadline(ClinicState state)
    {
        var now = DeadlineOf(state)!.Value;
        var drafts = ImmutableArray.CreateBuilder<Draft>();
        foreach (var seat in state.Roster.LapsedAt(now))
            drafts.Add(new PlaceUnclaimed(seat.Place, seat.Use!.Consultation, Lapsed: true));
        if (!state.HasEnded && state.Reason is null && now >= state.Until) drafts.Add(new ClinicEnded());
        return drafts.ToImmutable();
    }

    public override ImmutableArray<AccessChange> AccessOf(EventBody body) => body switch
    {
        ClinicAnnounced e => [new(RoleGrant.Of(Role.Operator), Role.Operator), new(e.Account.Feed.Value, Role.Doctor)],
        HostInvited e => [new(e.Account.Feed.Value, Role.Doctor)],
        HostLeft e => [new(e.Account.Feed.Value, null)],
        _ => [],
    };

    public override ImmutableArray<Reaction> ReactionsTo(ClinicState state, EventBody body, Envelope envelope)
    {
        var here = new ClinicId(envelope.Feed.Key);
        return body switch
        {
            HostInvited e => [new(e.Doctor.Feed, new NoteClinicInvitation(here))],
            PlacePromoted e => [new(e.Patient.Feed, new NoteInbox(here.Feed, envelope.Type))],
            // A consultation that ended before it got here takes itself out again.
            PlaceWasUsed e => [new(e.Consultation.Feed, new ConfirmQueued(), _ => new LeaveClinic(e.Consultation))],
            // Whose consultation waited hears it from the consultation.
            PlaceLeft { Consultation: { } consultation } => [new(consultation.Feed, new DropFromClinic())],
            PlaceLeft { Patient: { } patient } => [new(patient.Feed, new NoteInbox(here.Feed, CancelledKind))],
            _ => [],
        };
    }

    // The numbers move with every try; lists ask the actor for them instead of rewriting this each time.
    public override Entry? EntryOf(FeedId feed, ClinicState state)
    {
        if (!state.Exists) return null;
        var data = new ClinicEntry(
            state.Title, state.Department, state.OpensAt, state.From, state.Until, state.Places, state.Reason is not null);
        var isOver = state.HasEnded || state.Reason is not null;
        return new(
            feed, state.From.ToUnixTimeMilliseconds(), [$"department:{state.Department}", isOver ? "over:yes" : "over:no"],
            JsonSerializer.Serialize(data, FeedJson.Options));
    }
}
