using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Groups;
using Consult.Patients;
using Consult.Threads;

namespace Consult.Memberships;

// Whom the membership tells. The group hears of members and held posts, the thread gets masked text, the patient a note.
internal sealed partial class Membership
{
    public override ImmutableArray<Reaction> ReactionsTo(MembershipState state, EventBody body, Envelope envelope)
    {
        var me = new MembershipId(envelope.Feed.Key);
        return body switch
        {
            MembershipInvited or MentorAppointed or BadgeEarned or MembershipMuted => [TellPatient()],
            MembershipApplied => [TellGroup(new NoteApplication(me, state.Patient)) with { IfRefused = code => new RefuseApplication(code) }],
            MembershipDeclined => [TellGroup(new SettleApplication(me)), TellPatient()],
            MembershipJoined { IsApproved: true } => [TellGroup(new AdmitMember(me, state.Patient)), TellPatient()],
            MembershipJoined => [TellGroup(new AdmitMember(me, state.Patient))],
            MembershipLeft e => OfEnd(e.Was),
            MembershipRemoved e => [.. OfEnd(e.Was), TellPatient()],
            MembershipBanned e => [.. OfEnd(e.Was), TellPatient()],
            PostWritten { Reasons.IsEmpty: false } e =>
                [TellGroup(new NoteHeld(new(me, envelope.Seq, e.Thread, e.Kind, e.Reasons, envelope.At)))],
            PostWritten e => [Publish(e.Thread, e.Kind, envelope.Seq, e.Nickname, e.Masked)],
            PostRemasked { WasPublished: true } e => [new(e.Thread.Feed, new RemaskText(me, e.Post, e.Masked))],
            PostReleased e => [TellGroup(new SettleHeld(me, e.Post)), Publish(e.Thread, e.Kind, e.Post, e.Nickname, e.Masked)],
            PostDeclined { WasHeld: true } e => [TellGroup(new SettleHeld(me, e.Post)), TellPatient()],
            PostDeclined => [TellPatient()],
            HelpfulMarked e => [new(e.Thread.Feed, new CountHelpful(e.Post, IsMarked: true))],
            HelpfulUnmarked e => [new(e.Thread.Feed, new CountHelpful(e.Post, IsMarked: false))],
            _ => [],
        };

        Reaction TellGroup(Command command) => new(me.Group.Feed, command);
        Reaction TellPatient() => new(state.Patient.Feed, new NoteInbox(envelope.Feed, envelope.Type));
        ImmutableArray<Reaction> OfEnd(MembershipStatus was) => was switch
        {
            MembershipStatus.Joined => [TellGroup(new DismissMember(me, state.Patient))],
            MembershipStatus.Applied => [TellGroup(new SettleApplication(me))],
            _ => [],
        };
        Reaction Publish(ThreadId thread, PostKind kind, long post, PrivateText nickname, PrivateText text) => kind is PostKind.Question
            ? new(thread.Feed, new PublishQuestion { Membership = me, Post = post, Patient = state.Patient, Nickname = nickname, Text = text })
            : new(
                thread.Feed, new PublishPost { Membership = me, Post = post, Kind = kind, Nickname = nickname, Text = text },
                code => new RefusePost(post, code));
    }
}
