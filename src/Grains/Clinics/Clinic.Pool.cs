using System.Text.Json;
using Consult.Departments;
using Consult.Feeds;

namespace Consult.Clinics;

// Consultations that wait for a host: offer -> reserve with expiry -> confirm or release, as in a department's pool.
internal sealed partial class Clinic
{
    private static Decision Enter(ClinicState state, EnterClinic enter, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (state.Roster.Find(enter.Consultation) is not null) return Decision.Accept();
        if (WhyNotUse(state, enter.Patient, enter.Place, context.Now) is { } code) return Decision.Refuse(code);
        return Decision.Accept(new PlaceWasUsed
        {
            Place = enter.Place,
            Consultation = enter.Consultation,
            RequestedAt = enter.RequestedAt,
            AcceptBy = enter.AcceptBy,
        });
    }

    // What came before this, or was decided elsewhere, is never refused: a consultation leaves once.
    private static Decision Leave(ClinicState state, LeaveClinic leave, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (state.Roster.Find(leave.Consultation) is not { } seat) return Decision.Accept();
        if (leave.TakenBy is not { } doctor) return Left(state, seat, PlaceLeaving.Unanswered, context);
        return seat.Use!.TakenBy is null
            ? Decision.Accept(new PlaceAccepted(seat.Place, leave.Consultation, doctor))
            : Decision.Accept();
    }

    private Decision ClaimFor(ClinicState state, ClaimAtClinic command, Context context)
    {
        if (!IsHost(state, command.Doctor, context.By)) return Decision.Refuse(Codes.HostAbsent);
        var seat = command.Consultation is { } named ? state.Roster.Find(named) : state.Roster.OldestOpen;
        if (seat?.Use is not { } use) return Decision.Refuse(command.Consultation is null ? Codes.PoolEmpty : Codes.PoolAbsent);
        if (use.TakenBy is not null) return Decision.Refuse(Codes.ConsultationTaken);
        if (use.Claim is { } held)
            return held.Doctor == command.Doctor
                ? Decision.Accept().Answering(Text(use, held.Until))
                : Decision.Refuse(Codes.ConsultationTaken);
        var until = context.Now + options.Claim;
        return Decision.Accept(new PlaceClaimed(seat.Place, use.Consultation, command.Doctor, until)).Answering(Text(use, until));
    }

    private static Decision Release(ClinicState state, ReleaseAtClinic release, Context context)
    {
        if (context.By.Role is not Role.Doctor) return Decision.Refuse(Codes.Forbidden);
        return state.Roster.Find(release.Consultation) is { Use.Claim: { } claim } seat && claim.Doctor == release.Doctor
            && state.HostOf(release.Doctor)?.Account == context.By.Account
            ? Decision.Accept(new PlaceUnclaimed(seat.Place, release.Consultation, Lapsed: false))
            : Decision.Accept();
    }

    private static bool IsHost(ClinicState state, DoctorId doctor, Caller by) =>
        state.HostOf(doctor) is { HasJoined: true } host && Is(host, by);

    private static string Text(Use use, DateTimeOffset until) =>
        JsonSerializer.Serialize(new ClaimedPlace(use.Consultation, until, use.RequestedAt, use.AcceptBy), FeedJson.Options);
}
