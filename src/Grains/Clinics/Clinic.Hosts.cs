using System.Collections.Immutable;
using Consult.Doctors;
using Consult.Feeds;

namespace Consult.Clinics;

// Who announces it, who hosts it, and how it is called off.
internal sealed partial class Clinic
{
    private const int MaxLabel = 50;
    private const int MaxReason = 200;

    private Decision Announce(ClinicState state, AnnounceAs announce, Context context)
    {
        var (wish, host) = announce;
        if (state.Exists) return Decision.Refuse(Codes.ClinicExists);
        if (context.By.Role is not Role.Doctor || host.Account != context.By.Account) return Decision.Refuse(Codes.Forbidden);
        if ((CheckHost(host) ?? CheckShape(wish, context.Now)) is { } bad) return Decision.Refuse(bad);
        return Decision.Accept(new ClinicAnnounced
        {
            Doctor = wish.Doctor,
            Account = context.By.Account,
            Title = wish.Title.Trim(),
            Department = wish.Department.Trim(),
            OpensAt = Whole(wish.OpensAt ?? wish.From),
            From = Whole(wish.From),
            Until = Whole(wish.Until),
            Places = wish.Places,
            Reserve = wish.Reserve,
        });
    }

    private string? CheckShape(AnnounceClinic wish, DateTimeOffset now)
    {
        if ((TextRules.Check(wish.Title, MaxLabel) ?? TextRules.Check(wish.Department, MaxLabel)) is { } bad) return bad;
        var isWindow = Whole(wish.From) < Whole(wish.Until) && wish.Until > now && wish.Until - wish.From <= options.LongestWindow
            && wish.From <= now + options.Ahead;
        var isSize = wish.Places >= 1 && wish.Places <= options.MaxPlaces && wish.Reserve >= 0 && wish.Reserve <= options.MaxReserve;
        return isWindow && isSize && !(wish.OpensAt > wish.From) ? null : Codes.Invalid;
    }

    private static string? CheckHost(OfferingFacts host)
    {
        if (host.Account is null || host.PriceFen is not 0) return Codes.OfferingNone;
        return host.IsLicensed ? null : Codes.LicenceUnverified;
    }

    private Decision Invite(ClinicState state, InviteAs invite, Context context)
    {
        if (!IsAnnouncer(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (IsOver(state, context.Now)) return Decision.Refuse(Codes.ClinicClosed);
        if (CheckHost(invite.Host) is { } unfit) return Decision.Refuse(unfit);
        // One account hosts as one doctor, so that access granted as one is not revoked as the other.
        if (state.Hosts.Any(host => host.Doctor == invite.Doctor || host.Account == invite.Host.Account))
            return Decision.Refuse(Codes.HostPresent);
        return state.Hosts.Length >= options.MaxHosts
            ? Decision.Refuse(Codes.HostLimit)
            : Decision.Accept(new HostInvited(invite.Doctor, invite.Host.Account!.Value));
    }

    private static Decision Join(ClinicState state, JoinAs join, Context context)
    {
        if (state.HostOf(join.Doctor) is not { } host || !Is(host, context.By)) return Decision.Refuse(Codes.HostAbsent);
        if (host.HasJoined) return Decision.Accept();
        if (IsOver(state, context.Now)) return Decision.Refuse(Codes.ClinicClosed);
        return CheckHost(join.Host) is { } unfit
            ? Decision.Refuse(unfit)
            : Decision.Accept(new HostJoined(host.Doctor, host.Account));
    }

    private static Decision Remove(ClinicState state, RemoveHost remove, Context context)
    {
        var host = state.HostOf(remove.Doctor);
        if (!IsAnnouncer(state, context.By) && (host is null || !Is(host, context.By))) return Decision.Refuse(Codes.Forbidden);
        if (host is null) return Decision.Refuse(Codes.HostAbsent);
        // Without who announced it nobody could call it off.
        return host == state.Hosts[0]
            ? Decision.Refuse(Codes.HostPresent)
            : Decision.Accept(new HostLeft(host.Doctor, host.Account));
    }

    // An event for each who loses something, so that each is told once whatever happens while they are being told.
    private static Decision Cancel(ClinicState state, CancelClinic cancel, Context context)
    {
        if (context.By.Role is not Role.Operator && !IsAnnouncer(state, context.By)) return Decision.Refuse(Codes.Forbidden);
        if (IsOver(state, context.Now)) return Decision.Refuse(Codes.ClinicClosed);
        if (TextRules.Check(cancel.Reason, MaxReason) is { } bad) return Decision.Refuse(bad);
        var drafts = ImmutableArray.CreateBuilder<Draft>();
        drafts.Add(new ClinicCancelled(cancel.Reason.Trim()));
        foreach (var seat in state.Roster.All)
            if (seat.Use?.TakenBy is null)
                drafts.Add(new(
                    new PlaceLeft(seat.Place, PlaceLeaving.Cancelled) { Patient = seat.Patient, Consultation = seat.Use?.Consultation },
                    Audience.Only(seat.Account)));
        return Decision.Accept(drafts.ToArray());
    }

    private static bool IsOver(ClinicState state, DateTimeOffset now) =>
        state.StatusAt(now) is ClinicStatus.Ended or ClinicStatus.Cancelled;

    private static bool IsAnnouncer(ClinicState state, Caller by) => Is(state.Hosts[0], by);

    private static bool Is(Host host, Caller by) => by.Role is Role.Doctor && by.Account == host.Account;

    // The end becomes a deadline, and deadlines become times of events, which have whole milliseconds.
    private static DateTimeOffset Whole(DateTimeOffset moment) =>
        DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());
}
