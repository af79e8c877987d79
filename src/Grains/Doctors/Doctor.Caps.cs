using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Doctors;

// How many consultations of a kind are assigned in a day. The count is the desk's own and knows the day it is for, so a
// new day begins with its first consultation and nothing happens at midnight.
internal sealed partial class Doctor
{
    private Decision Limit(DoctorState state, SetDailyCap command)
    {
        if (!Enum.IsDefined(command.Kind) || command.PerDay < 0 || command.PerDay > options.DailyCaps.Of(command.Kind))
            return Decision.Refuse(Codes.Invalid);
        return OwnCapOf(state, command.Kind) == command.PerDay
            ? Decision.Accept()
            : Decision.Accept(new DoctorCapSet(command.Kind, command.PerDay));
    }

    /// <summary>The code for why nothing of a kind can be assigned to the doctor now; null when it can.</summary>
    private string? CheckAssignable(DoctorState state, ConsultationKind kind, DateTimeOffset now)
    {
        if (kind is ConsultationKind.Quick && !state.IsOnline) return Codes.DoctorOffline;
        if (kind is ConsultationKind.FreeClinic && state.PriceOf(kind) is null) return Codes.OfferingNone;
        return state.Assigned.On(time.DateOf(now), kind) >= CapOf(state, kind, options) ? Codes.DoctorCapDaily : null;
    }

    private static int CapOf(DoctorState state, ConsultationKind kind, DoctorOptions options) =>
        Math.Min(options.DailyCaps.Of(kind), OwnCapOf(state, kind) ?? int.MaxValue);

    private static int? OwnCapOf(DoctorState state, ConsultationKind kind) =>
        state.OwnCaps.FirstOrDefault(own => own.Kind == kind)?.Count;

    // Records from before there was a daily cap do not say which day they count for.
    private static DoctorState Count(DoctorState state, ConsultationKind kind, DateOnly? day) =>
        day is { } known ? state with { Assigned = state.Assigned.With(known, kind) } : state;

    private static DoctorState Capped(DoctorState state, DoctorCapSet e) =>
        state with { OwnCaps = state.OwnCaps.RemoveAll(own => own.Kind == e.Kind).Add(new(e.Kind, e.PerDay)) };
}
