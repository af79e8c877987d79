using Consult.Feeds;

namespace Consult.Clinics;

// How a clinic shows to those who ask.
internal sealed partial class Clinic
{
    private const int MaxShown = 100;

    public static ClinicView? ViewOf(ClinicId clinic, ClinicState state, DateTimeOffset now) => !state.Exists ? null : new()
    {
        Clinic = clinic,
        Status = state.StatusAt(now),
        Title = state.Title,
        Department = state.Department,
        OpensAt = state.OpensAt,
        From = state.From,
        Until = state.Until,
        Places = state.Places,
        Taken = state.Roster.Taken,
        Reserve = state.Reserve,
        InReserve = state.Roster.InReserve,
        Hosts = [.. state.Hosts.Where(host => host.HasJoined).Select(host => host.Doctor)],
        Reason = state.Reason,
    };

    public static PlaceView? PlaceOf(ClinicState state, PatientId patient) => state.Roster.Find(patient) is not { } seat ? null : new()
    {
        Place = seat.Place,
        Status = seat.IsInReserve ? PlaceStatus.InReserve : seat.Use is null ? PlaceStatus.Held : PlaceStatus.Used,
        Line = state.Roster.LineOf(seat),
        Consultation = seat.Use?.Consultation,
    };

    public static ClinicPoolView? PoolOf(ClinicState state) => !state.Exists ? null : new()
    {
        Waiting = state.Roster.Waiting,
        First =
        [
            .. state.Roster.Open.Take(MaxShown)
                .Select(seat => new ClinicTurn(seat.Use!.Consultation, seat.Use.RequestedAt, seat.Use.AcceptBy)),
        ],
        Invited = [.. state.Hosts.Where(host => !host.HasJoined).Select(host => host.Doctor)],
    };

    public static PlaceFacts FactsOf(ClinicState state, PatientId patient, int place, DateTimeOffset now) => new()
    {
        Code = WhyNotUse(state, patient, place, now),
        Until = state.Until,
    };
}
