using Consult.Feeds;

namespace Consult.Consultations;

// Other doctors: heard in this consultation, or going on in one of their own. Nothing is shown to them without consent.
internal sealed partial class Consultation
{
    private Decision Propose(ConsultationState state, ProposeInvited command, Context context)
    {
        if (!IsDoctor(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (NotActive(state) is { } early) return Decision.Refuse(early);
        if (command.Facts.Account is not { } account) return Decision.Refuse(Codes.OfferingNone);
        if (!command.Facts.IsLicensed) return Decision.Refuse(Codes.LicenceUnverified);
        if (command.Doctor == state.Doctor || state.Opinions.Any(opinion => opinion.Doctor == command.Doctor && opinion.HasConsent))
            return Decision.Refuse(Codes.OpinionPresent);
        if (state.Opinions.Any(opinion => opinion.Doctor == command.Doctor)) return Decision.Accept();
        return state.Opinions.Length >= options.MaxOpinions
            ? Decision.Refuse(Codes.OpinionLimit)
            : Decision.Accept(new OpinionProposed(command.Doctor, account));
    }

    private static Decision Decide(ConsultationState state, DecideOpinion command, Context context)
    {
        if (!IsPatientSide(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (NotActive(state) is { } early) return Decision.Refuse(early);
        if (state.Opinions.FirstOrDefault(opinion => opinion.Doctor == command.Doctor) is not { } found)
            return Decision.Refuse(Codes.OpinionAbsent);
        return (found.HasConsent, command.Consent) switch
        {
            (true, true) => Decision.Accept(),
            // What was read has been read; who takes part stays until the end.
            (true, false) => Decision.Refuse(Codes.OpinionPresent),
            (false, true) => Decision.Accept(new OpinionJoined(found.Doctor, found.Account)),
            (false, false) => Decision.Accept(new OpinionRefused(found.Doctor)),
        };
    }

    private static Decision Transfer(ConsultationState state, TransferTo command, Context context)
    {
        if (!IsPatientSide(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if ((NotActive(state) ?? IsTaken(state)) is { } early) return Decision.Refuse(early);
        return Decision.Accept(new ConsultationTransferred
        {
            To = command.To,
            Doctor = command.Doctor,
            Reader = command.Reader,
            RefundFen = state.Charges.OpenFen(),
        });
    }

    private static Decision Read(ConsultationState state, MarkRead command, Context context)
    {
        var patientSide = IsPatientSide(state, context.By);
        if (!patientSide && !IsDoctor(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (command.Seq < 1 || command.Seq > state.LastSeq) return Decision.Refuse(Codes.Invalid);
        return command.Seq > (patientSide ? state.PatientReadUpTo : state.DoctorReadUpTo)
            ? Decision.Accept(new ConsultationRead(command.Seq))
            : Decision.Accept();
    }
}
