using Consult.Feeds;

namespace Consult.Consultations;

// How it ends, what is said about it, and who looked into it.
internal sealed partial class Consultation
{
    private Decision Complete(ConsultationState state, CompleteConsultation command, Context context)
    {
        if (!IsDoctor(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (NotActive(state) is { } early) return Decision.Refuse(early);
        if (state.FirstReplyAt is null) return Decision.Refuse(Codes.SummaryTooEarly);
        if (state.Revisit.IsPending) return Decision.Refuse(Codes.PrescriptionPending);
        var bad = TextRules.Check(command.Impression) ?? TextRules.Check(command.Plan) ?? TextRules.Check(command.RedFlags);
        if (bad is not null) return Decision.Refuse(bad);
        return Decision.Accept(new ConsultationCompleted
        {
            GoOffline = command.GoOffline,
            SettleAt = SettleAt(state, context.Now),
            Impression = command.Impression,
            Plan = command.Plan,
            RedFlags = command.RedFlags,
        });
    }

    // The whole price goes back: the patient was told to go elsewhere, and a doctor must not gain by finding out late.
    private static Decision Terminate(ConsultationState state, TerminateConsultation command, Context context)
    {
        if (!IsDoctor(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if ((NotActive(state) ?? IsTaken(state)) is { } early) return Decision.Refuse(early);
        if (TextRules.Check(command.Reason) is { } bad) return Decision.Refuse(bad);
        if (TextRules.CheckOptional(command.Referral) is { } badReferral) return Decision.Refuse(badReferral);
        return Decision.Accept(new ConsultationTerminated(state.Charges.OpenFen(), command.Reason, command.Referral));
    }

    private Decision Rate(ConsultationState state, RateConsultation command, Context context)
    {
        if (!IsPatientSide(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (!state.IsOver) return Decision.Refuse(Codes.RatingTooEarly);
        if (state.Status is not ConsultationStatus.Completed) return Decision.Refuse(Codes.ConsultationClosed);
        if (state.Stars is not null) return Decision.Refuse(Codes.RatingRepeated);
        if (command.Stars is < 1 or > 5 || command.Tags.IsDefault || command.Tags.Length > options.MaxTags)
            return Decision.Refuse(Codes.Invalid);
        foreach (var tag in command.Tags)
            if (TextRules.Check(tag, options.MaxTagLength) is { } badTag)
                return Decision.Refuse(badTag);
        if (TextRules.CheckOptional(command.Text) is { } bad) return Decision.Refuse(bad);
        return Decision.Accept(new ConsultationRated { Stars = command.Stars, Tags = command.Tags, Text = command.Text });
    }

    private static Decision OpenRecord(OpenRecord command, Context context)
    {
        if (context.By.Role is not Role.Operator) return Decision.Refuse(Codes.Forbidden);
        return TextRules.Check(command.Reason) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new Draft(new RecordOpened(command.Reason), Audience.Staff));
    }
}
