using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Interviews;

namespace Consult.Consultations;

/// <summary>
/// One consultation: who decides what. The decisions are in the other parts, each with what belongs together.
/// </summary>
internal sealed partial class Consultation(ConsultationOptions options, InterviewOptions interviews) : FeedModel<ConsultationState>
{
    public override int FoldVersion => 7;

    public override ConsultationState Empty { get; } = new();

    public override string? SubjectOf(ConsultationState state) => state.Exists ? state.Patient.Feed.Value : null;

    public override Decision Decide(ConsultationState state, Command command, Context context) => command switch
    {
        OpenConsultation open => Open(state, open, context),
        _ when !state.Exists => Decision.Refuse(Codes.Forbidden),
        ConfirmPayment paid => Paid(state, paid, context),
        RefusePayment refused => NotPaid(state, refused, context),
        DecideRefund decide => Decide(state, decide, context),
        ConfirmQueued => Queued(state, context),
        RefuseQueue refuse => NotQueued(state, refuse, context),
        DropFromClinic => Drop(state, context),
        OpenRecord open => OpenRecord(open, context),
        NoteCall note => Note(state, note, context),
        NotePrescription note => Heard(state, note, context),
        ProposeInvited propose => Propose(state, propose, context),
        NoteSign note => Answer(state, note, context),
        PostSummary post => Post(state, post, context),
        PreviewComplaint preview => Preview(state, preview, context),
        AcceptFromPool take => Take(state, take, context),
        _ when !IsPatientSide(state, context.By) && !IsOnDoctorsSide(state, context.By, command) => Decision.Refuse(Codes.Forbidden),
        AcceptReserved accept => Accept(state, accept, context),
        DeclineConsultation decline => Decline(state, decline, context),
        CancelConsultation => Cancel(state, context),
        PostMessage { Attachments.IsEmpty: true } post => Post(state, post, context),
        PostAttached post => PostWithFiles(state, post, context),
        RecallMessage recall => Recall(state, recall, context),
        MarkRead read => Read(state, read, context),
        GrantRounds grant => Grant(state, grant, context),
        BuyRounds buy => Buy(state, buy, context),
        CompleteConsultation complete => Complete(state, complete, context),
        TerminateConsultation terminate => Terminate(state, terminate, context),
        TransferTo transfer => Transfer(state, transfer, context),
        DecideOpinion decide => Decide(state, decide, context),
        RequestRefund request => AskRefund(state, request, context),
        ClaimGuarantee claim => Claim(state, claim, context),
        RateConsultation rate => Rate(state, rate, context),
        AttachFound attach => Attach(state, attach, context),
        Consultations.ConfirmRevisit => ConfirmRevisit(state, context),
        RecordDiagnosis record => Diagnose(state, record, context),
        AdmitPrescription admit => Admit(state, admit, context),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override ImmutableArray<AccessChange> AccessOf(EventBody body) => body switch
    {
        ConsultationRequested { DoctorAccount: { } doctor } e => [new(e.Patient.Feed.Value, Role.Patient), new(doctor.Feed.Value, Role.Doctor)],
        ConsultationRequested e => [new(e.Patient.Feed.Value, Role.Patient)],
        ConsultationAccepted e => [new(e.By.Feed.Value, Role.Doctor)],
        OpinionJoined e => [new(e.Account.Feed.Value, Role.Doctor)],
        ConsultationTransferred { Reader: { } reader } => [new(reader.Feed.Value, Role.Doctor)],
        _ => [],
    };

    public override ImmutableArray<RedactionRow> RedactionsOf(EventBody body) =>
        body is MessageRecalled e ? [new(e.Seq, Redaction.Recalled)] : [];

    // That the account may act for the patient was checked where the sender was; here counts for whom it acts.
    private static bool IsPatientSide(ConsultationState state, Caller by) =>
        by.Role is Role.Patient && by.For == state.Patient;

    private static bool IsDoctor(ConsultationState state, Caller by) =>
        by.Role is Role.Doctor && by.Account == state.DoctorAccount;

    // Any doctor whose desk reserved a place may accept what nobody has yet; who was heard as a second opinion may write.
    private static bool IsOnDoctorsSide(ConsultationState state, Caller by, Command command) =>
        IsDoctor(state, by)
        || (by.Role is Role.Doctor && command switch
        {
            AcceptReserved => state.RequestedOf is null,
            PostMessage or PostAttached or RecallMessage => IsHeard(state, by),
            _ => false,
        });

    private static bool IsHeard(ConsultationState state, Caller by) =>
        by.Role is Role.Doctor && state.Opinions.Any(opinion => opinion.Account == by.Account && opinion.HasConsent);

    /// <summary>The code for why a command that needs an accepted consultation comes too early or too late.</summary>
    private static string? NotActive(ConsultationState state) => state switch
    {
        { IsOver: true } => Codes.ConsultationClosed,
        { Status: ConsultationStatus.Active } => null,
        _ => Codes.ConsultationInactive,
    };
}
