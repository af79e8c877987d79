using System.Collections.Immutable;
using System.Text.Json;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Patients;

namespace Consult.Consultations;

/// <summary>
/// One consultation: who decides what, what follows, and how it shows. The decisions are in the other parts.
/// </summary>
internal sealed partial class Consultation(ConsultationOptions options) : FeedModel<ConsultationState>
{
    public override int FoldVersion => 1;

    public override ConsultationState Empty { get; } = new();

    public override string? SubjectOf(ConsultationState state) => state.Exists ? state.Patient.Feed.Value : null;

    public override Decision Decide(ConsultationState state, Command command, Context context) => command switch
    {
        OpenConsultation open => Open(state, open, context),
        _ when !state.Exists => Decision.Refuse(Codes.Forbidden),
        ConfirmQueued => Queued(state, context),
        RefuseQueue refuse => NotQueued(state, refuse, context),
        OpenRecord open => OpenRecord(open, context),
        NotePrescription note => Note(state, note, context),
        _ when !IsPatientSide(state, context.By) && !IsDoctor(state, context.By) => Decision.Refuse(Codes.Forbidden),
        AcceptReserved accept => Accept(state, accept, context),
        DeclineConsultation decline => Decline(state, decline, context),
        CancelConsultation => Cancel(state, context),
        PostMessage post => Post(state, post, context),
        RecallMessage recall => Recall(state, recall, context),
        GrantRounds grant => Grant(state, grant, context),
        CompleteConsultation complete => Complete(state, complete, context),
        TerminateConsultation terminate => Terminate(state, terminate, context),
        RateConsultation rate => Rate(state, rate, context),
        AttachPriorDiagnosis attach => Attach(state, attach, context),
        Consultations.ConfirmRevisit => ConfirmRevisit(state, context),
        RecordDiagnosis record => Diagnose(state, record, context),
        AdmitPrescription admit => Admit(state, admit, context),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override DateTimeOffset? DeadlineOf(ConsultationState state) => state switch
    {
        { Exists: false } => null,
        { Status: ConsultationStatus.Requested or ConsultationStatus.Waiting } => state.AcceptBy,
        { Status: ConsultationStatus.Active, FirstReplyAt: null } => state.ReplyBy,
        { Status: ConsultationStatus.Active, IsWindowClosed: false } => state.WindowEnds,
        _ => null,
    };

    public override ImmutableArray<Draft> PassDeadline(ConsultationState state) => state switch
    {
        { Status: not ConsultationStatus.Active } => [new ConsultationExpired(state.PriceFen)],
        { FirstReplyAt: null } => [new ConsultationRefunded(state.PriceFen)],
        _ => [new WindowClosed()],
    };

    public override ImmutableArray<AccessChange> AccessOf(EventBody body) => body is not ConsultationRequested e ? [] :
    [
        new(e.Patient.Feed.Value, Role.Patient),
        new(new FeedId(FeedKinds.Account, e.DoctorAccount.Value).Value, Role.Doctor),
    ];

    public override ImmutableArray<RedactionRow> RedactionsOf(EventBody body) =>
        body is MessageRecalled e ? [new(e.Seq, Redaction.Recalled)] : [];

    public override ImmutableArray<Reaction> ReactionsTo(ConsultationState state, EventBody body, Envelope envelope)
    {
        var here = new ConsultationId(envelope.Feed.Key);
        switch (body)
        {
            case ConsultationRequested e:
                return [new(e.Doctor.Feed, new Enqueue(here, e.Kind), code => new RefuseQueue(code))];
            case ConsultationAccepted:
                return [new(state.Doctor.Feed, new ConfirmSlot(here)), Tell(state, envelope)];
            case ConsultationCancelled or ConsultationExpired or ConsultationRefunded or ConsultationCompleted or ConsultationTerminated:
                return [new(state.Doctor.Feed, new LeaveDesk(here)), Tell(state, envelope)];
            case PrescriptionAdmitted e:
                return [AskToConfirm(e)];
            default:
                return [];
        }
    }

    public override Entry? EntryOf(FeedId feed, ConsultationState state)
    {
        if (!state.Exists) return null;
        var status = JsonNamingPolicy.CamelCase.ConvertName(state.Status.ToString());
        // In whole minutes: lists need no more, and a lively conversation does not rewrite its entry with every message.
        var updatedAt = new DateTimeOffset(state.UpdatedAt.Ticks - (state.UpdatedAt.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var data = new DirectoryData(
            state.Status, state.Kind, state.Patient, state.Doctor, state.PriceFen, state.RequestedAt, updatedAt);
        return new(
            feed,
            updatedAt.ToUnixTimeMilliseconds(),
            [$"patient:{state.Patient}", $"doctor:{state.Doctor}", $"status:{status}"],
            JsonSerializer.Serialize(data, FeedJson.Options));
    }

    public static ConsultationView? ViewOf(ConsultationState state) => !state.Exists ? null : new()
    {
        Consultation = state.Consultation,
        Status = state.Status,
        Kind = state.Kind,
        Patient = state.Patient,
        Doctor = state.Doctor,
        PriceFen = state.PriceFen,
        RequestedAt = state.RequestedAt,
        AcceptBy = state.AcceptBy,
        AcceptedAt = state.AcceptedAt,
        FirstReplyAt = state.FirstReplyAt,
        WindowEnds = state.WindowEnds,
        EndedAt = state.EndedAt,
        RoundsUsed = state.RoundsUsed,
        RoundsLimit = state.RoundLimit,
        FollowUpsLeft = state.FollowUpLimit - state.FollowUpsUsed,
        Stars = state.Stars,
        LastSeq = state.LastSeq,
        Revisit = RevisitOf(state),
    };

    private static Reaction Tell(ConsultationState state, Envelope envelope) =>
        new(state.Patient.Feed, new NoteInbox(envelope.Feed, envelope.Type));

    // That the account may act for the patient was checked where the sender was; here counts for whom it acts.
    private static bool IsPatientSide(ConsultationState state, Caller by) =>
        by.Role is Role.Patient && by.For == state.Patient;

    private static bool IsDoctor(ConsultationState state, Caller by) =>
        by.Role is Role.Doctor && by.Account == state.DoctorAccount;

    /// <summary>The code for why a command that needs an accepted consultation comes too early or too late.</summary>
    private static string? NotActive(ConsultationState state) => state switch
    {
        { IsOver: true } => Codes.ConsultationClosed,
        { Status: ConsultationStatus.Active } => null,
        _ => Codes.ConsultationInactive,
    };

    private sealed record DirectoryData(
        ConsultationStatus Status, ConsultationKind Kind, PatientId Patient, DoctorId Doctor, long PriceFen,
        DateTimeOffset RequestedAt, DateTimeOffset UpdatedAt);
}
