using System.Collections.Immutable;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Time;

namespace Consult.Doctors;

/// <summary>A doctor: what happens and how it shows. The decisions are in the other parts.</summary>
internal sealed partial class Doctor(DoctorOptions options, OperatorTime time) : FeedModel<DoctorState>
{
    public override int FoldVersion => 2;

    public override DoctorState Empty { get; } = new();

    public override string? SubjectOf(DoctorState state) => state.Exists ? state.Account.Feed.Value : null;

    public override Decision Decide(DoctorState state, Command command, Context context) => command switch
    {
        RegisterDoctor register => Register(state, register, context),
        Enqueue enqueue => Enqueue(state, enqueue, context),
        _ when !state.Exists => Decision.Refuse(Codes.Forbidden),
        VerifyLicence verify => Verify(verify, context),
        RevokeLicence revoke => Revoke(state, revoke, context),
        ConfirmSlot confirm => Confirm(state, confirm, context),
        ReleaseSlot release => Release(state, release, context),
        LeaveDesk leave => Leave(state, leave, context),
        OfferPush offer => Offer(state, offer, context),
        NoteClinicInvitation note => context.By.Role is Role.System
            ? Decision.Accept(new DoctorClinicInvited(note.Clinic))
            : Decision.Refuse(Codes.Forbidden),
        NoteOutcome note => Note(note, context),
        _ when !IsDoctor(state, context.By) => Decision.Refuse(Codes.Forbidden),
        UpdateProfile update => Update(update),
        Offer offer => Set(state, offer),
        WithdrawOffering withdraw => Withdraw(state, withdraw),
        SetDailyCap limit => Limit(state, limit),
        PublishSlot publish => Publish(state, publish, context),
        WithdrawSlot withdraw => Withdraw(state, withdraw),
        SaveQuickReply save => Save(state, save),
        RemoveQuickReply remove => Remove(state, remove),
        GoOnline => ShowOnline(state, context),
        GoOffline => state.IsOnline ? Decision.Accept(new DoctorWentOffline()) : Decision.Accept(),
        Reserve reserve => Reserve(state, reserve, context),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override DoctorState Apply(DoctorState state, EventBody body, Envelope envelope) => body switch
    {
        DoctorRegistered e => state with
        {
            Exists = true,
            Doctor = new(envelope.Feed.Key),
            Account = e.Account,
            Name = e.Name,
            Title = e.Title,
            Department = e.Department,
            Hospital = e.Hospital,
            Introduction = e.Introduction,
            RegisteredAt = envelope.At,
        },
        DoctorProfileUpdated e => state with
        {
            Name = e.Name,
            Title = e.Title,
            Department = e.Department,
            Hospital = e.Hospital,
            Introduction = e.Introduction,
        },
        DoctorLicenceVerified e => state with { LicensedUntil = e.ValidUntil },
        DoctorLicenceRevoked or DoctorLicenceExpired => state with { LicensedUntil = null, IsOnline = false },
        DoctorOfferingSet e => state with { Offerings = Without(state, e.Kind).Add(new(e.Kind, e.PriceFen)) },
        DoctorOfferingWithdrawn e => state with { Offerings = Without(state, e.Kind) },
        DoctorWentOnline => state with { IsOnline = true },
        DoctorWentOffline => state with { IsOnline = false },
        PushOffered or DoctorClinicInvited => state,
        DoctorCapSet e => Capped(state, e),
        DoctorSlotPublished e => Published(state, e, envelope),
        DoctorSlotWithdrawn e => Withdrawn(state, e.Start),
        QueueJoined e => Joined(state, e, envelope),
        QueueLeft e => Off(state, e.Consultation, envelope),
        SlotReserved e => Reserved(state, e, envelope),
        SlotConfirmed e => Confirmed(state, e, envelope),
        SlotReleased e => Unreserved(state, e.Consultation, envelope),
        SlotLapsed e => Unreserved(state, e.Consultation, envelope),
        OutcomeNoted e => Noted(state, e),
        QuickReplySaved e => Saved(state, e),
        QuickReplyRemoved e => state with { QuickReplies = state.QuickReplies.RemoveAll(reply => reply.Key == e.Key) },
        _ => throw new UnknownEventException(envelope.Type),
    };

    public override DateTimeOffset? DeadlineOf(DoctorState state)
    {
        var lapse = state.Desk.Min(item => item.ReservedUntil) + options.ReservationGrace;
        return lapse is null || state.LicensedUntil < lapse ? state.LicensedUntil : lapse;
    }

    public override ImmutableArray<Draft> PassDeadline(DoctorState state)
    {
        var now = DeadlineOf(state);
        var drafts = ImmutableArray.CreateBuilder<Draft>();
        foreach (var item in state.Desk)
            if (item.ReservedUntil + options.ReservationGrace <= now)
                drafts.Add(new SlotLapsed(item.Consultation));
        if (state.LicensedUntil <= now) drafts.Add(new DoctorLicenceExpired());
        return drafts.ToImmutable();
    }

    public override ImmutableArray<AccessChange> AccessOf(EventBody body) =>
        body is DoctorRegistered e ? [new(e.Account.Feed.Value, Role.Doctor)] : [];

    public override ImmutableArray<Reaction> ReactionsTo(DoctorState state, EventBody body, Envelope envelope) => body switch
    {
        // A consultation that ended before it got here takes itself off the desk.
        QueueJoined e => [new(e.Consultation.Feed, new ConfirmQueued(), _ => new LeaveDesk(e.Consultation))],
        _ => [],
    };

    private static bool IsDoctor(DoctorState state, Caller by) => by.Role is Role.Doctor && by.Account == state.Account;

    private static ImmutableArray<Offering> Without(DoctorState state, ConsultationKind kind) =>
        state.Offerings.RemoveAll(offering => offering.Kind == kind);
}
