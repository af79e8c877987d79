using System.Collections.Immutable;
using Consult.Calls;
using Consult.Clinics;
using Consult.Departments;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;
using Consult.Payments;

namespace Consult.Consultations;

// Whom it tells what: the queue, the desk, the payment, the patient's inbox.
internal sealed partial class Consultation
{
    public override ImmutableArray<Reaction> ReactionsTo(ConsultationState state, EventBody body, Envelope envelope)
    {
        var here = new ConsultationId(envelope.Feed.Key);
        return body switch
        {
            ConsultationRequested { PriceFen: > 0 } e => [Pay(state, new(here.Value), e.PriceFen, e.RequestedBy, e.Method!), .. Interview(here, e)],
            ConsultationRequested e => [.. Queue(state, here, e.AcceptBy), .. Interview(here, e)],
            ConsultationPaid e when e.Payment.Value == here.Value => Queue(state, here, e.AcceptBy),
            PackOrdered e => [Pay(state, e.Payment, e.Fen, e.Payer, e.Method)],
            ConsultationAccepted e =>
            [
                new(state.Doctor!.Value.Feed, new ConfirmSlot(here) { Kind = state.Kind }),
                .. LeavePool(state, here, e.Doctor),
                .. EndInterview(state, here, e.By),
                Tell(state, envelope),
            ],
            ConsultationCompleted => [.. Leave(state, here), .. GiveBack(state, charge => !charge.IsHeld), Note(state, envelope), Tell(state, envelope), .. CloseCall(state)],
            ConsultationCancelled or ConsultationExpired or ConsultationRefunded or ConsultationTerminated or ConsultationTransferred =>
            [
                .. Leave(state, here), .. FreePlace(state, here, body), .. GiveBack(state, _ => true), Tell(state, envelope),
                .. CloseCall(state), .. EndInterview(state, here, reader: null),
            ],
            ConsultationRated e => [Note(state, envelope, e.Stars)],
            RefundApproved e => [.. e.Shares.Select(share => new Reaction(share.Payment.Feed, new RefundPayment(share.Fen))), Tell(state, envelope)],
            ConsultationSettled e => [.. e.Shares.Select(share => new Reaction(share.Payment.Feed, new SettlePayment(share.Fen)))],
            MessageRecalled e => Hide(e),
            PrescriptionAdmitted e => [AskToConfirm(e)],
            RefundDeclined or OpinionProposed or ConsultationNoShow { Absent: CallSide.Patient } => [Tell(state, envelope)],
            _ => [],
        };
    }

    private static ImmutableArray<Reaction> Queue(ConsultationState state, ConsultationId here, DateTimeOffset? acceptBy)
    {
        var (to, enter) = state switch
        {
            { Department: { } department } =>
                (DepartmentId.Of(department).Feed, new EnterPool(here, state.RequestedAt, acceptBy ?? state.AcceptBy)),
            { Clinic: { } clinic } => (clinic.Feed, EnterClinic(state, here, acceptBy ?? state.AcceptBy)),
            _ => (state.RequestedOf!.Value.Feed, (Command)new Enqueue(here, state.Kind)
            {
                RequestedAt = state.RequestedAt,
                AcceptBy = acceptBy,
                SlotAt = state.SlotAt,
                OnlyOneOf = state.Kind is ConsultationKind.Revisit ? state.Patient : null,
            }),
        };
        return [new(to, enter, code => new RefuseQueue(code))];
    }

    private static EnterClinic EnterClinic(ConsultationState state, ConsultationId here, DateTimeOffset acceptBy) => new()
    {
        Consultation = here,
        Patient = state.Patient,
        Place = state.Place!.Value,
        RequestedAt = state.RequestedAt,
        AcceptBy = acceptBy,
    };

    // Where it was never accepted, the one it was requested of may still have it in the queue, or its pool.
    private static ImmutableArray<Reaction> Leave(ConsultationState state, ConsultationId here) =>
        state.Doctor is { } doctor ? [new(doctor.Feed, new LeaveDesk(here))] : LeavePool(state, here, takenBy: null);

    private static ImmutableArray<Reaction> LeavePool(ConsultationState state, ConsultationId here, DoctorId? takenBy) => state switch
    {
        { Department: { } department } => [new(DepartmentId.Of(department).Feed, new LeavePool(here) { TakenBy = takenBy })],
        { Clinic: { } clinic } => [new(clinic.Feed, new LeaveClinic(here) { TakenBy = takenBy })],
        _ => [],
    };

    // A place that brought no answer is free again, also when a host had accepted.
    private static ImmutableArray<Reaction> FreePlace(ConsultationState state, ConsultationId here, EventBody end) =>
        end is ConsultationRefunded && state.Clinic is { } clinic ? [new(clinic.Feed, new LeaveClinic(here))] : [];

    // Of what is over only payments that were never held have anything left, or none has: so a later state says the same.
    private static IEnumerable<Reaction> GiveBack(ConsultationState state, Func<Charge, bool> which) =>
        state.Charges.Where(which).Select(charge => new Reaction(charge.Payment.Feed, new RefundPayment(null)));

    private static Reaction Pay(ConsultationState state, PaymentId payment, long fen, AccountId payer, string method) =>
        new(payment.Feed, new OpenPayment
        {
            Consultation = state.Consultation,
            Patient = state.Patient,
            Payer = payer,
            Fen = fen,
            Method = method,
        });

    private static Reaction Tell(ConsultationState state, Envelope envelope) =>
        new(state.Patient.Feed, new NoteInbox(envelope.Feed, envelope.Type));

    private static Reaction Note(ConsultationState state, Envelope envelope, int? stars = null) =>
        new(state.Doctor!.Value.Feed, new NoteOutcome(new(envelope.Feed.Key), state.Kind, envelope.At)
        {
            FirstAnswer = state.FirstReplyAt - state.RequestedAt,
            Rounds = state.RoundsUsed,
            Stars = stars,
        });
}
