using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Doctors;

// Times that patients book for a video consultation. A slot is held by the one consultation that names it on the desk.
internal sealed partial class Doctor
{
    private const int MinSlotMinutes = 5;
    private const int MaxSlotMinutes = 60;

    private Decision Publish(DoctorState state, PublishSlot command, Context context)
    {
        var slot = new Slot(command.Start.ToUniversalTime(), command.Minutes);
        if (slot.Minutes is < MinSlotMinutes or > MaxSlotMinutes || slot.Start.Ticks % TimeSpan.TicksPerMinute != 0)
            return Decision.Refuse(Codes.Invalid);
        if (slot.Start <= context.Now) return Decision.Refuse(Codes.SlotPast);
        if (slot.Start > context.Now + options.SlotsAhead) return Decision.Refuse(Codes.Invalid);
        if (SlotOf(state, slot.Start) is { } same && same.Minutes == slot.Minutes) return Decision.Accept();
        if (state.Slots.Any(other => other.Start < slot.EndsAt() && slot.Start < other.EndsAt()))
            return Decision.Refuse(Codes.SlotOverlap);
        return state.Slots.Count(other => !other.IsOverAt(context.Now)) < options.MaxSlots
            ? Decision.Accept(new DoctorSlotPublished(slot.Start, slot.Minutes))
            : Decision.Refuse(Codes.SlotLimit);
    }

    private static Decision Withdraw(DoctorState state, WithdrawSlot command) => SlotOf(state, command.Start) switch
    {
        null => Decision.Accept(),
        { BookedBy: null } slot => Decision.Accept(new DoctorSlotWithdrawn(slot.Start)),
        _ => Decision.Refuse(Codes.SlotTaken),
    };

    /// <summary>The code for why a slot cannot be booked; null when it can.</summary>
    private static string? CheckBookable(DoctorState state, ConsultationKind kind, DateTimeOffset start, DateTimeOffset now)
    {
        if (kind is not ConsultationKind.Video) return Codes.Invalid;
        if (start <= now) return Codes.SlotPast;
        return SlotOf(state, start) switch
        {
            null => Codes.SlotUnknown,
            { BookedBy: null } => null,
            _ => Codes.SlotTaken,
        };
    }

    private static Slot? SlotOf(DoctorState state, DateTimeOffset start) =>
        state.Slots.FirstOrDefault(slot => slot.Start == start);

    private static DoctorState Published(DoctorState state, DoctorSlotPublished e, Envelope envelope)
    {
        var slots = state.Slots.RemoveAll(slot => slot.IsOverAt(envelope.At));
        return state with { Slots = slots.Insert(slots.Count(slot => slot.Start < e.Start), new(e.Start, e.Minutes)) };
    }

    private static DoctorState Withdrawn(DoctorState state, DateTimeOffset start) =>
        state with { Slots = state.Slots.RemoveAll(slot => slot.Start == start) };

    private static DoctorState Book(DoctorState state, DateTimeOffset start, ConsultationId consultation) =>
        SlotOf(state, start) is { } slot
            ? state with { Slots = state.Slots.Replace(slot, slot with { BookedBy = consultation }) }
            : state;

    private static DoctorState Unbook(DoctorState state, DateTimeOffset start, DateTimeOffset now)
    {
        if (SlotOf(state, start) is not { } slot) return state;
        return slot.Start > now
            ? state with { Slots = state.Slots.Replace(slot, slot with { BookedBy = null }) }
            : Withdrawn(state, start);
    }
}
