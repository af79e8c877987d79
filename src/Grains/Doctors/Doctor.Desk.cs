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
        if (command.OnlyOneOf is { } patient && state.Desk.Any(item => item.OnlyOneOf == patient))
            return Decision.Refuse(Codes.RevisitOpen);
        if (CheckAssignable(state, command.Kind, context.Now) is { } closed) return Decision.Refuse(closed);
        var full = command.SlotAt is { } start ? CheckBookable(state, command.Kind, start, context.Now) : CheckQueue(state);
        return full is null
            ? Decision.Accept(new QueueJoined(command.Consultation, command.Kind)
            {
                RequestedAt = command.RequestedAt,
                AcceptBy = command.AcceptBy,
                SlotAt = command.SlotAt,
                OnlyOneOf = command.OnlyOneOf,
                Day = time.DateOf(context.Now),
            })
            : Decision.Refuse(full);
    }

    private string? CheckQueue(DoctorState state) =>
        state.Desk.Count(item => item is { Status: not DeskStatus.Active, SlotAt: null }) >= options.QueueLimit
            ? Codes.DoctorQueueFull
            : null;

    private Decision Reserve(DoctorState state, Reserve command, Context context)
    {
        if (!state.IsLicensedAt(context.Now)) return Decision.Refuse(Codes.LicenceUnverified);
        if (!(context.By.AuthenticatedAt >= context.Now - options.Reauthentication))
            return Decision.Refuse(Codes.ReauthenticationRequired);
        var item = state.ItemOf(command.Consultation);
        if (item is null && command.Kind is null) return Decision.Refuse(Codes.QueueAbsent);
        if (item is { Status: DeskStatus.Active }) return Decision.Refuse(Codes.ConsultationTaken);
        if (item?.ReservedUntil is { } until && until > context.Now) return Decision.Accept().Answering(Text(until));

        // One that has ended and not yet lapsed is renewed: it counts once.
        var others = state.Desk.Count(other => TakesPlace(other, context.Now) && other != item);
        if (others >= options.ConcurrentCap && !(item?.SlotAt > context.Now)) return Decision.Refuse(Codes.DoctorCapReached);
        var expiresAt = context.Now + options.Reservation;
        var reserved = new SlotReserved(command.Consultation, expiresAt);
        if (item is null)
        {
            if (CheckAssignable(state, command.Kind!.Value, context.Now) is { } closed) return Decision.Refuse(closed);
            reserved = reserved with
            {
                Kind = command.Kind,
                RequestedAt = command.RequestedAt,
                AcceptBy = command.AcceptBy,
                Day = time.DateOf(context.Now),
            };
        }
        return Decision.Accept(reserved).Answering(Text(expiresAt));
    }

    // A booked consultation may be accepted days before its slot, and takes a place from then on.
    private static bool TakesPlace(DeskItem item, DateTimeOffset now) =>
        item.Status is not DeskStatus.Waiting && !(item.SlotAt > now);

    // The consultation has decided, and the patient has been told. The desk follows, also when the reservation has
    // lapsed or the consultation is no longer on it: for a moment the doctor is then above the cap by one.
    private Decision Confirm(DoctorState state, ConfirmSlot command, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        var confirmed = new SlotConfirmed(command.Consultation);
        return state.ItemOf(command.Consultation) switch
        {
            { Status: DeskStatus.Active } => Decision.Accept(),
            null when command.Kind is { } kind =>
                Decision.Accept(confirmed with { Kind = kind, Day = time.DateOf(context.Now) }),
            _ => Decision.Accept(confirmed),
        };
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

    private static DoctorState Joined(DoctorState state, QueueJoined e, Envelope envelope)
    {
        state = Put(Count(state, e.Kind, e.Day), new(e.Consultation, DeskStatus.Waiting)
        {
            Kind = e.Kind,
            Since = e.RequestedAt ?? envelope.At,
            AcceptBy = e.AcceptBy,
            SlotAt = e.SlotAt,
            OnlyOneOf = e.OnlyOneOf,
            Day = e.Day,
        });
        return e.SlotAt is { } start ? Book(state, start, e.Consultation) : state;
    }

    private static DoctorState Reserved(DoctorState state, SlotReserved e, Envelope envelope)
    {
        var item = state.ItemOf(e.Consultation);
        if (item is null && e.Kind is { } kind) state = Count(state, kind, e.Day);
        item ??= new(e.Consultation, DeskStatus.Reserved)
        {
            Kind = e.Kind,
            Since = e.RequestedAt ?? envelope.At,
            AcceptBy = e.AcceptBy,
            Day = e.Day,
            IsFromPool = true,
        };
        return Put(state, item with { Status = DeskStatus.Reserved, ReservedUntil = e.ExpiresAt });
    }

    private static DoctorState Confirmed(DoctorState state, SlotConfirmed e, Envelope envelope)
    {
        var item = state.ItemOf(e.Consultation);
        if (item is null && e.Kind is { } kind) state = Count(state, kind, e.Day);
        item ??= new(e.Consultation, DeskStatus.Active) { Kind = e.Kind, Since = envelope.At, Day = e.Day };
        return Put(state, item with { Status = DeskStatus.Active, ReservedUntil = null });
    }

    private static DoctorState Unreserved(DoctorState state, ConsultationId consultation, Envelope envelope) =>
        state.ItemOf(consultation) switch
        {
            null => state,
            { IsFromPool: true } => Off(state, consultation, envelope),
            { } item => Put(state, item with { Status = DeskStatus.Waiting, ReservedUntil = null }),
        };

    // What was never accepted was no work: it counts no longer for its day.
    private static DoctorState Off(DoctorState state, ConsultationId consultation, Envelope envelope)
    {
        if (state.ItemOf(consultation) is not { } item) return state;
        state = state with { Desk = state.Desk.Remove(item) };
        if (item is { Status: not DeskStatus.Active, Kind: { } kind, Day: { } day })
            state = state with { Assigned = state.Assigned.Without(day, kind) };
        return item.SlotAt is { } start ? Unbook(state, start, envelope.At) : state;
    }

    private static DoctorState Put(DoctorState state, DeskItem item)
    {
        for (var i = 0; i < state.Desk.Length; i++)
            if (state.Desk[i].Consultation == item.Consultation)
                return state with { Desk = state.Desk.SetItem(i, item) };
        return state with { Desk = state.Desk.Add(item) };
    }

    private static string Text(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);
}
