using Consult.Feeds;

namespace Consult.Clinics;

// What each event makes of the state.
internal sealed partial class Clinic
{
    public override ClinicState Apply(ClinicState state, EventBody body, Envelope envelope) => body switch
    {
        ClinicAnnounced e => state with
        {
            Exists = true,
            Title = e.Title,
            Department = e.Department,
            OpensAt = e.OpensAt,
            From = e.From,
            Until = e.Until,
            Places = e.Places,
            Reserve = e.Reserve,
            Hosts = [new(e.Doctor, e.Account, HasJoined: true)],
        },
        HostInvited e => state with { Hosts = state.Hosts.Add(new(e.Doctor, e.Account, HasJoined: false)) },
        HostJoined e => state with { Hosts = [.. state.Hosts.Select(host => host.Doctor == e.Doctor ? host with { HasJoined = true } : host)] },
        HostLeft e => state with { Hosts = state.Hosts.RemoveAll(host => host.Doctor == e.Doctor) },
        ClinicCancelled e => state with { Reason = e.Reason },
        ClinicEnded => state with { HasEnded = true },
        PlaceTaken e => Given(state, new(e.Place, e.Patient, e.Account)),
        PlaceQueued e => Given(state, new(e.Place, e.Patient, e.Account) { IsInReserve = true }),
        PlacePromoted e => Change(state, e.Place, seat => seat with { IsInReserve = false }),
        PlaceLeft e => state with { Roster = state.Roster.Without(e.Place) },
        PlaceWasUsed e => Change(state, e.Place, seat => seat with { Use = new(e.Consultation, e.RequestedAt, e.AcceptBy) }),
        PlaceClaimed e => Change(state, e.Place, use => use with { Claim = new(e.Doctor, e.Until) }),
        PlaceUnclaimed e => Change(state, e.Place, use => use with { Claim = null }),
        PlaceAccepted e => Change(state, e.Place, use => use with { Claim = null, TakenBy = e.Doctor }),
        _ => throw new UnknownEventException(envelope.Type),
    };

    private static ClinicState Given(ClinicState state, Seat seat) =>
        state with { Roster = state.Roster.With(seat), LastPlace = seat.Place };

    private static ClinicState Change(ClinicState state, int place, Func<Seat, Seat> change) =>
        state.Roster.Find(place) is { } seat ? state with { Roster = state.Roster.With(change(seat)) } : state;

    private static ClinicState Change(ClinicState state, int place, Func<Use, Use> change) =>
        Change(state, place, (Seat seat) => seat with { Use = change(seat.Use!) });
}
