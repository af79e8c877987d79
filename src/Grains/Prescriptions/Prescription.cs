using System.Collections.Immutable;
using System.Text.Json;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Patients;
using Consult.Time;

namespace Consult.Prescriptions;

/// <summary>
/// One prescription: who decides what, what follows, and how it shows. The decisions are in the other parts.
/// </summary>
/// <param name="options">The numbers of the law.</param>
/// <param name="formulary">What can be prescribed.</param>
/// <param name="calendar">Which day it is.</param>
/// <param name="reauthentication">How recently a doctor must have signed in to sign a prescription.</param>
internal sealed partial class Prescription(
    PrescriptionOptions options, Formulary formulary, OperatorTime calendar, TimeSpan reauthentication)
    : FeedModel<PrescriptionState>
{
    public override int FoldVersion => 1;

    public override PrescriptionState Empty { get; } = new();

    public override string? SubjectOf(PrescriptionState state) => state.Exists ? state.Patient.Feed.Value : null;

    public override Decision Decide(PrescriptionState state, Command command, Context context) => command switch
    {
        OpenDraft open => Open(state, open, context),
        _ when !state.Exists => Decision.Refuse(Codes.Forbidden),
        ConfirmSignature confirm => Confirm(state, confirm, context),
        ReleaseSignature release => Release(state, release, context),
        TakeReview { Wish: ClaimReview } claim => Claim(state, claim, context),
        TakeReview { Wish: ApprovePrescription } approve => Approve(state, approve, context),
        ReturnPrescription back => Return(state, back, context),
        DispensePrescription dispense => Dispense(state, dispense, context),
        _ when !IsDoctor(state, context.By) => Decision.Refuse(Codes.Forbidden),
        RevisePrescription revise => Revise(state, revise),
        GiveSignature give => Give(state, give, context),
        CompleteSignature complete => Sign(state, complete.Revision),
        ExtendValidity extend => Extend(state, extend),
        WithdrawPrescription withdraw => Withdraw(state, withdraw),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override DateTimeOffset? DeadlineOf(PrescriptionState state) => state.Status switch
    {
        PrescriptionStatus.Signing => state.Signature?.ExpiresAt + options.ReservationGrace,
        PrescriptionStatus.InReview when state.ReviewUntil < state.ValidUntil => state.ReviewUntil,
        _ when state.IsInForce => state.ValidUntil,
        _ => null,
    };

    public override ImmutableArray<Draft> PassDeadline(PrescriptionState state) => state.Status switch
    {
        PrescriptionStatus.Signing => [new(new SignatureLapsed(state.Revision), Audience.Staff)],
        PrescriptionStatus.InReview when state.ReviewUntil < state.ValidUntil => [new ReviewLapsed(state.Pharmacist.GetValueOrDefault())],
        _ => [new PrescriptionLapsed()],
    };

    // The patient comes in when it is signed, a pharmacist while reviewing it and afterwards, as it is theirs then too.
    public override ImmutableArray<AccessChange> AccessOf(EventBody body) => body switch
    {
        PrescriptionDrafted e => [new(e.DoctorAccount.Feed.Value, Role.Doctor)],
        PrescriptionSigned e => [new(e.Patient.Feed.Value, Role.Patient)],
        ReviewClaimed e => [new(e.Pharmacist.Feed.Value, Role.Pharmacist)],
        ReviewLapsed e => [new(e.Pharmacist.Feed.Value, Role: null)],
        _ => [],
    };

    public override ImmutableArray<Reaction> ReactionsTo(PrescriptionState state, EventBody body, Envelope envelope) => body switch
    {
        PrescriptionApproved => Tell(state, PrescriptionStatus.Valid, envelope),
        PrescriptionReturned => Tell(state, PrescriptionStatus.Returned, envelope),
        PrescriptionWithdrawn => Tell(state, PrescriptionStatus.Withdrawn, envelope),
        PrescriptionDispensed => Tell(state, PrescriptionStatus.Dispensed, envelope),
        PrescriptionLapsed => Tell(state, PrescriptionStatus.Lapsed, envelope),
        _ => [],
    };

    /// <summary>The review queue shows who waits longest first; what is prescribed to whom, it does not show.</summary>
    public override Entry? EntryOf(FeedId feed, PrescriptionState state)
    {
        if (!state.Exists) return null;
        var status = JsonNamingPolicy.CamelCase.ConvertName(state.Status.ToString());
        var (signedAt, validUntil) = (state.Signature?.GivenAt, state.ValidUntil);
        return new(
            feed,
            -(signedAt?.ToUnixTimeMilliseconds() ?? 0),
            [$"consultation:{state.Consultation}", $"doctor:{state.Doctor}", $"status:{status}"],
            JsonSerializer.Serialize(new PrescriptionEntry(state.Status, state.Doctor, signedAt, validUntil), FeedJson.Options));
    }

    public static PrescriptionView? ViewOf(PrescriptionState state) => !state.Exists ? null : new()
    {
        Prescription = state.Prescription,
        Status = state.Status,
        Consultation = state.Consultation,
        Patient = state.Patient,
        Doctor = state.Doctor,
        Content = Read(state.Content),
        Digest = state.ValidUntil is null ? null : state.Signature?.Digest.Value,
        SignedAt = state.ValidUntil is null ? null : state.Signature?.GivenAt,
        ValidUntil = state.ValidUntil,
        Pharmacist = state.Pharmacist,
        ReviewUntil = state.ReviewUntil,
        Reason = state.Reason,
        LastSeq = state.LastSeq,
    };

    private static bool IsDoctor(PrescriptionState state, Caller by) =>
        by.Role is Role.Doctor && by.Account == state.DoctorAccount;

    private static ImmutableArray<Reaction> Tell(PrescriptionState state, PrescriptionStatus status, Envelope envelope) =>
    [
        new(state.Consultation.Feed, new NotePrescription(state.Prescription, state.Revision, status)),
        new(state.Patient.Feed, new NoteInbox(envelope.Feed, envelope.Type)),
    ];
}
