using System.Text.Json;
using Consult.Feeds;

namespace Consult.Clinics;

// Who has a place. The decision is here and nowhere else, so there are never more winners than places.
internal sealed partial class Clinic
{
    private static Decision Take(ClinicState state, TakeAs take, Context context)
    {
        var (wish, patient) = take;
        if (context.By.Role is not Role.Patient || context.By.For != wish.Patient) return Decision.Refuse(Codes.Forbidden);
        if (WhyNotTake(state, wish, context.Now) is { } code) return Decision.Refuse(code);
        if (!patient.Accounts.Contains(context.By.Account)) return Decision.Refuse(Codes.Forbidden);
        if (!patient.IsVerified) return Decision.Refuse(Codes.PatientUnverified);
        var place = state.LastPlace + 1;
        var isFree = state.Roster.Taken < state.Places;
        EventBody happened = isFree
            ? new PlaceTaken(place, wish.Patient, context.By.Account)
            : new PlaceQueued(place, wish.Patient, context.By.Account);
        var given = new GivenPlace(place, isFree ? null : state.Roster.InReserve + 1);
        return Decision.Accept(new Draft(happened, Audience.Only(context.By.Account)))
            .Answering(JsonSerializer.Serialize(given, FeedJson.Options));
    }

    /// <summary>
    /// Why there is no place, whoever the patient is; null when it depends on who asks. Nobody stands on the reserve list
    /// while a place is free.
    /// </summary>
    public static string? WhyNotTake(ClinicState state, TakePlace wish, DateTimeOffset now)
    {
        if (!state.Exists) return Codes.ClinicUnknown;
        if (state.StatusAt(now) is not (ClinicStatus.Open or ClinicStatus.Running)) return Codes.ClinicClosed;
        if (state.Roster.Find(wish.Patient) is not null) return Codes.PlaceTaken;
        if (state.Roster.Taken < state.Places) return null;
        return wish.OrReserve && state.Roster.InReserve < state.Reserve ? null : Codes.ClinicFull;
    }

    private static Decision GiveBack(ClinicState state, GivePlaceBack back, Context context)
    {
        if (context.By.Role is not Role.Patient || context.By.For != back.Patient) return Decision.Refuse(Codes.Forbidden);
        if (IsOver(state, context.Now)) return Decision.Refuse(Codes.ClinicClosed);
        if (state.Roster.Find(back.Patient) is not { } seat) return Decision.Refuse(Codes.PlaceAbsent);
        return seat.Use is null ? Left(state, seat, PlaceLeaving.GivenBack, context) : Decision.Refuse(Codes.PlaceUsed);
    }

    /// <summary>Somebody leaves; who stands first on the reserve list has the place, in the same decision.</summary>
    private static Decision Left(ClinicState state, Seat seat, PlaceLeaving cause, Context context)
    {
        var left = new Draft(new PlaceLeft(seat.Place, cause));
        if (seat.IsInReserve || IsOver(state, context.Now) || state.Roster.FirstInReserve is not { } next)
            return Decision.Accept(left);
        return Decision.Accept(left, new Draft(new PlacePromoted(next.Place, next.Patient), Audience.Only(next.Account)));
    }

    /// <summary>Why a place cannot be used for a consultation now; null when it can.</summary>
    public static string? WhyNotUse(ClinicState state, PatientId patient, int place, DateTimeOffset now)
    {
        if (!state.Exists) return Codes.ClinicUnknown;
        if (state.StatusAt(now) is not ClinicStatus.Running) return Codes.ClinicClosed;
        if (state.Roster.Find(place) is not { IsInReserve: false } seat || seat.Patient != patient) return Codes.PlaceAbsent;
        return seat.Use is null ? null : Codes.PlaceUsed;
    }
}
