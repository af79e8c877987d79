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
            // The patient's list must not move because staff looked.
            UpdatedAt = body is RecordOpened ? state.UpdatedAt : envelope.At,
        };
        return body switch
        {
            ConsultationRequested e => Requested(state, e, envelope),
            ConsultationWaiting => state with { Status = ConsultationStatus.Waiting },
            ConsultationAccepted e => state with
            {
                Status = ConsultationStatus.Active,
                AcceptedAt = envelope.At,
                ReplyBy = e.ReplyBy,
            },
            MessagePosted e => Posted(state, e, envelope),
            MessageRecalled e => state with { Recent = state.Recent.RemoveAll(message => message.Seq == e.Seq) },
            RoundsGranted e => state with { RoundLimit = state.RoundLimit + e.Rounds },
            WindowClosed => state with
            {
                IsWindowClosed = true,
                // A round under way does not outlast the window; a follow-up question does.
                Turn = state.Turn is { FollowUp: not null } ? state.Turn : null,
            },
            ConsultationCompleted => Over(state, ConsultationStatus.Completed, envelope),
            ConsultationCancelled => Over(state, ConsultationStatus.Cancelled, envelope),
            ConsultationExpired => Over(state, ConsultationStatus.Expired, envelope),
            ConsultationRefunded => Over(state, ConsultationStatus.Refunded, envelope),
            ConsultationTerminated => Over(state, ConsultationStatus.Terminated, envelope),
            ConsultationRated e => state with { Stars = e.Stars },
            RecordOpened => state,
            RevisitDocumentAttached e => state with { Revisit = state.Revisit with { Document = e.Document } },
            RevisitConfirmed => state with { Revisit = state.Revisit with { IsConfirmed = true } },
            DiagnosisRecorded => state with { Revisit = state.Revisit with { IsDiagnosed = true } },
            PrescriptionAdmitted e => Admitted(state, e),
            PrescriptionNoted e => Noted(state, e),
            _ => throw new UnknownEventException(envelope.Type),
        };
    }

    private static ConsultationState Requested(ConsultationState state, ConsultationRequested e, Envelope envelope) => state with
    {
        Exists = true,
        Consultation = new(envelope.Feed.Key),
        Patient = e.Patient,
        Doctor = e.Doctor,
        DoctorAccount = e.DoctorAccount,
        Kind = e.Kind,
        PriceFen = e.PriceFen,
        Status = ConsultationStatus.Requested,
        RequestedAt = envelope.At,
        AcceptBy = e.AcceptBy,
        RoundLimit = e.RoundLimit,
        FollowUpLimit = e.FollowUpLimit,
    };

    private static ConsultationState Posted(ConsultationState state, MessagePosted e, Envelope envelope)
    {
        var message = new RecentMessage(envelope.Seq, envelope.By.Account, envelope.At);
        var recent = state.Recent.Length < ConsultationState.RecallLength ? state.Recent : state.Recent.RemoveAt(0);
        state = state with { Recent = recent.Add(message) };
        if (envelope.By.Role is Role.Doctor)
            return state with
            {
                Turn = null,
                FirstReplyAt = state.FirstReplyAt ?? envelope.At,
                WindowEnds = state.WindowEnds ?? e.WindowEnds,
            };
        return state with
        {
            Turn = new(e.Round, e.FollowUp, (state.Turn?.Messages ?? 0) + 1),
            RoundsUsed = e.Round ?? state.RoundsUsed,
            FollowUpsUsed = e.FollowUp ?? state.FollowUpsUsed,
        };
    }

    private static ConsultationState Over(ConsultationState state, ConsultationStatus status, Envelope envelope) =>
        state with { Status = status, EndedAt = envelope.At, Turn = null, Recent = [] };
}
