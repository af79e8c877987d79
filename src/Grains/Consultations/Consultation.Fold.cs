using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Consultations;

// What each event makes of the state.
internal sealed partial class Consultation
{
    public override ConsultationState Apply(ConsultationState state, EventBody body, Envelope envelope)
    {
        state = state with
        {
            LastSeq = envelope.Seq,
            // The patient's list must not move because somebody looked, or because money went its way.
            UpdatedAt = body is RecordOpened or ComplaintPreviewed or ConsultationRead or ConsultationSettled ? state.UpdatedAt : envelope.At,
        };
        return body switch
        {
            ConsultationRequested e => Requested(state, e, envelope),
            ConsultationWaiting => state with { Status = ConsultationStatus.Waiting },
            ConsultationAccepted e => state with
            {
                Status = ConsultationStatus.Active,
                Doctor = e.Doctor ?? state.Doctor,
                DoctorAccount = e.By,
                AcceptedAt = envelope.At,
                ReplyBy = e.ReplyBy,
                WindowEnds = e.WindowEnds,
            },
            MessagePosted e => Posted(state, e, envelope),
            AutomaticPosted { Flag: { } flag } => state with { RedFlags = state.RedFlags.Add(flag) },
            MessageRecalled e => Recalled(state, e.Seq),
            ConsultationRead e => Read(state, e.UpTo, envelope),
            OpinionProposed e => state with { Opinions = state.Opinions.Add(new(e.Doctor, e.Account, HasConsent: false)) },
            OpinionJoined e => state with { Opinions = [.. Without(state, e.Doctor), new(e.Doctor, e.Account, HasConsent: true)] },
            OpinionRefused e => state with { Opinions = Without(state, e.Doctor) },
            RoundsGranted e => state with { RoundLimit = state.RoundLimit + e.Rounds },
            WindowClosed e => state with
            {
                IsWindowClosed = true,
                CloseBy = e.CloseBy,
                // A round under way does not outlast the window; a follow-up question does.
                Turn = state.Turn is { FollowUp: not null } ? state.Turn : null,
            },
            ConsultationCompleted e => Over(state, ConsultationStatus.Completed, envelope) with { SettleAt = e.SettleAt },
            ConsultationCancelled => Ended(state, ConsultationStatus.Cancelled, envelope),
            ConsultationExpired => Ended(state, ConsultationStatus.Expired, envelope),
            ConsultationRefunded => Ended(state, ConsultationStatus.Refunded, envelope),
            ConsultationTerminated => Ended(state, ConsultationStatus.Terminated, envelope),
            ConsultationTransferred e => Ended(state, ConsultationStatus.Transferred, envelope) with { To = e.To },
            ConsultationRated e => state with { Stars = e.Stars },
            RecordOpened or ComplaintPreviewed or AutomaticPosted => state,
            _ => ApplyMoney(state, body) ?? ApplyRevisit(state, body) ?? ApplyCalls(state, body, envelope) ?? throw new UnknownEventException(envelope.Type),
        };
    }

    private static ConsultationState? ApplyMoney(ConsultationState state, EventBody body) => body switch
    {
        ConsultationPaid e => Paid(state, e),
        PackOrdered e => state with { Packs = state.Packs + 1, Charges = state.Charges.Add(new(e.Payment, e.Fen, e.Rounds)) },
        PackRefused e => state with { Charges = state.Charges.RemoveAll(charge => charge.Payment == e.Payment) },
        RefundRequested => state with { IsRefundPending = true },
        RefundDeclined => state with { IsRefundPending = false },
        RefundApproved e => state with { IsRefundPending = false, Charges = state.Charges.Refunded(e.Shares) },
        ConsultationSettled e => state with { Charges = state.Charges.Settled(e.Shares) },
        _ => null,
    };

    private static ConsultationState Paid(ConsultationState state, ConsultationPaid e) => state with
    {
        AcceptBy = e.AcceptBy ?? state.AcceptBy,
        RoundLimit = state.RoundLimit + state.Charges.Where(charge => charge.Payment == e.Payment).Sum(charge => charge.Rounds),
        Charges = state.Charges.Held(e.Payment),
    };

    private static ConsultationState Requested(ConsultationState state, ConsultationRequested e, Envelope envelope) => state with
    {
        Exists = true,
        Consultation = new(envelope.Feed.Key),
        Patient = e.Patient,
        Doctor = e.Doctor,
        DoctorAccount = e.DoctorAccount,
        RequestedOf = e.Doctor,
        Department = e.Department,
        SlotAt = e.SlotAt,
        From = e.From,
        IsInfant = e.Infant,
        HasInterview = e.InterviewDepartment is not null,
        IsGuaranteed = e.Guaranteed,
        Charges = e.PriceFen > 0 ? [new(new(envelope.Feed.Key), e.PriceFen, Rounds: 0)] : [],
        Kind = e.Kind,
        Clinic = e.Clinic,
        Place = e.Place,
        ClinicUntil = e.ClinicUntil,
        PriceFen = e.PriceFen,
        Status = ConsultationStatus.Requested,
        RequestedAt = envelope.At,
        AcceptBy = e.AcceptBy,
        RoundLimit = e.RoundLimit,
        FollowUpLimit = e.FollowUpLimit,
        // A free clinic gives one answer: the complaint is the question, and the turn that it begins the one round.
        RoundsUsed = e.Kind is ConsultationKind.FreeClinic ? 1 : 0,
        Turn = e.Kind is ConsultationKind.FreeClinic ? new(Round: 1, FollowUp: null, Messages: 0) : null,
        Video = new() { BoughtSeconds = (e.VideoMinutes ?? 0) * 60 },
    };

    private static ConsultationState Posted(ConsultationState state, MessagePosted e, Envelope envelope)
    {
        var message = new RecentMessage(envelope.Seq, envelope.By.Account, envelope.At) { Attachments = e.Attachments };
        var recent = state.Recent.Length < ConsultationState.RecallLength ? state.Recent : state.Recent.RemoveAt(0);
        state = state with { Recent = recent.Add(message) };
        if (envelope.By.Role is Role.Doctor)
        {
            state = state with { PatientUnread = Unread(state.PatientUnread, envelope.Seq) };
            return envelope.By.Account != state.DoctorAccount ? state : state with
            {
                Turn = null,
                // By video the doctor is awaited in person: a line of text is no reply.
                FirstReplyAt = state.FirstReplyAt ?? (state.Kind is ConsultationKind.Video ? null : envelope.At),
                WindowEnds = state.WindowEnds ?? e.WindowEnds,
            };
        }
        return state with
        {
            DoctorUnread = Unread(state.DoctorUnread, envelope.Seq),
            Turn = new(e.Round, e.FollowUp, (state.Turn?.Messages ?? 0) + 1),
            RoundsUsed = e.Round ?? state.RoundsUsed,
            FollowUpsUsed = e.FollowUp ?? state.FollowUpsUsed,
        };
    }

    private static ConsultationState Recalled(ConsultationState state, long seq) => state with
    {
        Recent = state.Recent.RemoveAll(message => message.Seq == seq),
        DoctorUnread = state.DoctorUnread.Remove(seq),
        PatientUnread = state.PatientUnread.Remove(seq),
    };

    private static ConsultationState Read(ConsultationState state, long upTo, Envelope envelope) =>
        envelope.By.Role is Role.Patient
            ? state with { PatientReadUpTo = upTo, PatientUnread = state.PatientUnread.RemoveAll(seq => seq <= upTo) }
            : state with { DoctorReadUpTo = upTo, DoctorUnread = state.DoctorUnread.RemoveAll(seq => seq <= upTo) };

    private static ImmutableArray<long> Unread(ImmutableArray<long> unread, long seq) =>
        unread.Length < ConsultationState.UnreadLength ? unread.Add(seq) : unread.RemoveAt(0).Add(seq);

    private static ImmutableArray<Opinion> Without(ConsultationState state, DoctorId doctor) =>
        state.Opinions.RemoveAll(opinion => opinion.Doctor == doctor);

    // Every end but completion gives back what is still open.
    private static ConsultationState Ended(ConsultationState state, ConsultationStatus status, Envelope envelope) =>
        Over(state, status, envelope) with
        {
            IsRefundPending = false,
            Charges = state.Charges.Refunded(state.Charges.Take(state.Charges.OpenFen())),
        };

    private static ConsultationState Over(ConsultationState state, ConsultationStatus status, Envelope envelope) =>
        state with { Status = status, EndedAt = envelope.At, Turn = null, Recent = [] };
}
