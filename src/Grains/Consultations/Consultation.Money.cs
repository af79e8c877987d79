using Consult.Feeds;

namespace Consult.Consultations;

// Who pays what, and where it goes. Money is held while the consultation runs; each fen goes back or over, once.
internal sealed partial class Consultation
{
    private const int MaxMethod = 40;

    // The price first: the queue is told, and the accept limit begins to run, when it is held.
    private Decision Paid(ConsultationState state, ConfirmPayment command, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (state.Charges.FirstOrDefault(charge => charge.Payment == command.Payment) is not { IsHeld: false } charge)
            return Decision.Accept();
        // Whoever ended it has had the payment cancelled.
        if (state.IsOver) return Decision.Accept();
        return Decision.Accept(new ConsultationPaid
        {
            Payment = charge.Payment,
            Fen = charge.Fen,
            AcceptBy = charge.Rounds == 0 ? AcceptBy(state.Kind, state.SlotAt, context.Now) : null,
        });
    }

    private static Decision NotPaid(ConsultationState state, RefusePayment command, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (state.IsOver || state.Charges.FirstOrDefault(charge => charge.Payment == command.Payment) is not { IsHeld: false } charge)
            return Decision.Accept();
        return charge.Rounds > 0
            ? Decision.Accept(new PackRefused(charge.Payment, command.Code))
            : Decision.Accept(new ConsultationCancelled { Cause = CancelCause.Payment, Code = command.Code, RefundFen = 0 });
    }

    private Decision Buy(ConsultationState state, BuyRounds command, Context context)
    {
        if (!IsPatientSide(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (NotActive(state) is { } early) return Decision.Refuse(early);
        if (state.IsWindowClosed) return Decision.Refuse(Codes.WindowPassed);
        // Without a limit there is nothing to buy, and in a free clinic nothing is sold.
        if (state.RoundLimit is null || state.Kind is ConsultationKind.FreeClinic) return Decision.Refuse(Codes.KindUnsupported);
        if (CheckMethod(command.Method) is { } bad) return Decision.Refuse(bad);
        if (state.Packs >= options.MaxPacks) return Decision.Refuse(Codes.PackLimit);
        return Decision.Accept(new PackOrdered
        {
            Payment = new($"{state.Consultation}.{state.Packs + 1}"),
            Rounds = options.PackRounds,
            Fen = options.PackPriceFen,
            Payer = context.By.Account,
            Method = command.Method ?? options.PaymentMethod,
        });
    }

    private static Decision AskRefund(ConsultationState state, RequestRefund command, Context context)
    {
        if (!IsPatientSide(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (state.AcceptedAt is null) return Decision.Refuse(state.IsOver ? Codes.ConsultationClosed : Codes.ConsultationInactive);
        if (state.Charges.OpenFen() == 0) return Decision.Refuse(Codes.RefundNothing);
        if (state.IsRefundPending) return Decision.Refuse(Codes.RefundPending);
        return TextRules.Check(command.Reason) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new RefundRequested(command.Reason));
    }

    // A running consultation that is paid back as a whole is over; one that is paid back in part goes on.
    private static Decision Decide(ConsultationState state, DecideRefund command, Context context)
    {
        if (context.By.Role is not Role.Operator) return Decision.Refuse(Codes.Forbidden);
        if (!state.IsRefundPending) return Decision.Refuse(Codes.RefundAbsent);
        if (TextRules.Check(command.Reason) is { } bad) return Decision.Refuse(bad);
        var open = state.Charges.OpenFen();
        if (command.RefundFen < 0 || command.RefundFen > open) return Decision.Refuse(Codes.PaymentInsufficient);
        if (command.RefundFen == 0) return Decision.Accept(new RefundDeclined(command.Reason));
        var approved = Approve(state, command.RefundFen, command.Reason);
        return state.IsOver || command.RefundFen < open
            ? Decision.Accept(approved)
            : Decision.Accept(approved, new ConsultationRefunded(0));
    }

    private static Decision Claim(ConsultationState state, ClaimGuarantee command, Context context)
    {
        if (!IsPatientSide(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (state.Status is not ConsultationStatus.Completed)
            return Decision.Refuse(state.IsOver ? Codes.ConsultationClosed : Codes.RatingTooEarly);
        if (!state.IsGuaranteed) return Decision.Refuse(Codes.GuaranteeNone);
        if (state.Charges.OpenFen() == 0) return Decision.Refuse(Codes.RefundNothing);
        return TextRules.Check(command.Reason) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(Approve(state, state.Charges.OpenFen(), command.Reason) with { Guarantee = true });
    }

    private static RefundApproved Approve(ConsultationState state, long fen, PrivateText reason) =>
        new() { RefundFen = fen, Shares = state.Charges.Take(fen), Reason = reason };

    private static ConsultationSettled Settle(ConsultationState state)
    {
        var open = state.Charges.OpenFen();
        return new() { SettleFen = open, Shares = state.Charges.Take(open) };
    }

    private static string? CheckMethod(string? method) =>
        method is null || KeyForm.IsKey(method) && method.Length <= MaxMethod ? null : Codes.Invalid;
}
