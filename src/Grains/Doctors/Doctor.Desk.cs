using System.Globalization;
using Consult.Feeds;

namespace Consult.Doctors;

// The waiting queue and the concurrent cap: offer -> reserve with expiry -> confirm or release.
internal sealed partial class Doctor
{
    // Refusals tell the consultation why it is cancelled, so an absent doctor is not merely "forbidden" here.
    private Decision Enqueue(DoctorState state, Enqueue command, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (state.ItemOf(command.Consultation) is not null) return Decision.Accept();
        if (state.PriceOf(command.Kind) is null) return Decision.Refuse(Codes.OfferingNone);
        if (!state.IsLicensedAt(context.Now)) return Decision.Refuse(Codes.LicenceUnverified);
        if (state.Desk.Count(item => item.Status is not DeskStatus.Active) >= options.QueueLimit)
            return Decision.Refuse(Codes.DoctorQueueFull);
        return Decision.Accept(new QueueJoined(command.Consultation, command.Kind));
    }

    private Decision Reserve(DoctorState state, Reserve command, Context context)
    {
        if (!state.IsLicensedAt(context.Now)) return Decision.Refuse(Codes.LicenceUnverified);
        if (!(context.By.AuthenticatedAt >= context.Now - options.Reauthentication))
            return Decision.Refuse(Codes.ReauthenticationRequired);
        var item = state.ItemOf(command.Consultation);
        if (item is null && command.Kind is null) return Decision.Refuse(Codes.QueueAbsent);
        if (item?.Status is DeskStatus.Active) return Decision.Refuse(Codes.ConsultationTaken);
        if (item?.ReservedUntil is { } until && until > context.Now) return Decision.Accept().Answering(Text(until));

        // One that has ended and not yet lapsed is renewed: it counts once.
        var others = state.Desk.Count(other => other.Status is not DeskStatus.Waiting && other != item);
        if (others >= options.ConcurrentCap) return Decision.Refuse(Codes.DoctorCapReached);
        var expiresAt = context.Now + options.Reservation;
        return Decision.Accept(new SlotReserved(command.Consultation, expiresAt)).Answering(Text(expiresAt));
    }

    // The consultation has decided, and the patient has been told. The desk follows, also when the reservation has
    // lapsed or the consultation is no longer on it: for a moment the doctor is then above the cap by one.
    private static Decision Confirm(DoctorState state, ConfirmSlot command, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        return state.ItemOf(command.Consultation) is { Status: DeskStatus.Active }
            ? Decision.Accept()
            : Decision.Accept(new SlotConfirmed(command.Consultation));
    }

    // Two acceptances of one consultation share a reservation, and the one that lost gives it back. Should that reach
    // the desk before the winner's confirmation does, the confirmation still counts.
    private static Decision Release(DoctorState state, ReleaseSlot command, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        return state.ItemOf(command.Consultation) is { Status: DeskStatus.Reserved }
            ? Decision.Accept(new SlotReleased(command.Consultation))
            : Decision.Accept();
    }

    private static Decision Leave(DoctorState state, LeaveDesk command, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        return state.ItemOf(command.Consultation) is null
            ? Decision.Accept()
            : Decision.Accept(new QueueLeft(command.Consultation));
    }

    private static string Text(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);
}
