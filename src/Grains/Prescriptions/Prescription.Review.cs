using Consult.Feeds;

namespace Consult.Prescriptions;

// What happens to a signed prescription: review, validity, dispensing.
internal sealed partial class Prescription
{
    private Decision Claim(PrescriptionState state, TakeReview claim, Context context)
    {
        if (NoReviewer(state, claim, context.By) is { } bad) return Decision.Refuse(bad);
        if (state.Status is PrescriptionStatus.InReview)
            return state.Pharmacist == context.By.Account ? Decision.Accept() : Decision.Refuse(Codes.ReviewTaken);
        return state.Status is PrescriptionStatus.Signed
            ? Decision.Accept(new ReviewClaimed(context.By.Account, context.Now + options.Review))
            : Decision.Refuse(Codes.ReviewAbsent);
    }

    private static Decision Approve(PrescriptionState state, TakeReview approve, Context context)
    {
        var bad = NoReviewer(state, approve, context.By) ?? NotMine(state, context.By);
        return bad is null
            ? Decision.Accept(new PrescriptionApproved(state.ValidUntil.GetValueOrDefault()))
            : Decision.Refuse(bad);
    }

    private static Decision Return(PrescriptionState state, ReturnPrescription command, Context context)
    {
        if (context.By.Role is not Role.Pharmacist) return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.PrescriptionClosed);
        if (NotMine(state, context.By) is { } absent) return Decision.Refuse(absent);
        return TextRules.Check(command.Reason) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new PrescriptionReturned(command.Reason));
    }

    private Decision Extend(PrescriptionState state, ExtendValidity command)
    {
        if (NotInForce(state) is { } early) return Decision.Refuse(early);
        if (state.IsExtended) return Decision.Refuse(Codes.ValidityExtended);
        if (command.Days < 2 || command.Days > options.MaxValidDays) return Decision.Refuse(Codes.Invalid);
        return TextRules.Check(command.Reason) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new PrescriptionExtended(EndOfDay(state.Signature!.GivenAt, command.Days), command.Reason));
    }

    private static Decision Withdraw(PrescriptionState state, WithdrawPrescription command)
    {
        if (NotInForce(state) is { } early) return Decision.Refuse(early);
        return TextRules.Check(command.Reason) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new PrescriptionWithdrawn(command.Reason));
    }

    private static Decision Dispense(PrescriptionState state, DispensePrescription command, Context context)
    {
        if (context.By.Role is not (Role.Pharmacist or Role.Operator)) return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver) return Decision.Refuse(Codes.PrescriptionClosed);
        if (state.Status is not PrescriptionStatus.Valid) return Decision.Refuse(Codes.PrescriptionNotValid);
        if (command.Items.IsDefaultOrEmpty || command.Items.Any(item => item is null)) return Decision.Refuse(Codes.Invalid);
        var prescribed = Read(state.Content).Items.ToDictionary(item => item.Drug, item => item.Packs);
        var isCovered = command.Items.DistinctBy(item => item.Drug).Count() == command.Items.Length
            && command.Items.All(item => item.Packs >= 1 && item.Packs <= prescribed.GetValueOrDefault(item.Drug));
        return isCovered
            ? Decision.Accept(new PrescriptionDispensed(Write(command.Items)))
            : Decision.Refuse(Codes.DispenseMismatch);
    }

    /// <summary>The code for why somebody cannot be the reviewer; null when they can.</summary>
    private static string? NoReviewer(PrescriptionState state, TakeReview step, Caller by)
    {
        if (by.Role is not Role.Pharmacist) return Codes.Forbidden;
        if (by.Account == state.DoctorAccount || step.Patient.Accounts.Contains(by.Account)) return Codes.ReviewPartial;
        return state.IsOver ? Codes.PrescriptionClosed : null;
    }

    private static string? NotMine(PrescriptionState state, Caller by)
    {
        if (state.Status is not PrescriptionStatus.InReview) return Codes.ReviewAbsent;
        return state.Pharmacist == by.Account ? null : Codes.ReviewTaken;
    }

    private static string? NotInForce(PrescriptionState state) => state switch
    {
        { IsOver: true } => Codes.PrescriptionClosed,
        { IsInForce: true } => null,
        _ => Codes.PrescriptionNotValid,
    };
}
