using Consult.Doctors;
using Consult.Feeds;
using Consult.Patients;
using static Consult.Clinics.Fair;

namespace Consult.Clinics;

/// <summary>Who announces a clinic, who hosts it, and how it is called off.</summary>
public sealed class HostTests
{
    public static TheoryData<string, string?> Announcements() => new()
    {
        { "all well", null },
        { "no such doctor", Codes.OfferingNone },
        { "does not offer it", Codes.OfferingNone },
        { "for a price", Codes.OfferingNone },
        { "licence not valid", Codes.LicenceUnverified },
        { "another account", Codes.Forbidden },
        { "not as a doctor", Codes.Forbidden },
        { "no title", Codes.Invalid },
        { "long title", Codes.TextTooLong },
        { "no department", Codes.Invalid },
        { "no place", Codes.Invalid },
        { "most places", null },
        { "too many places", Codes.Invalid },
        { "negative reserve", Codes.Invalid },
        { "too long a reserve", Codes.Invalid },
        { "no time", Codes.Invalid },
        { "over already", Codes.Invalid },
        { "running already", null },
        { "longest", null },
        { "too long", Codes.Invalid },
        { "too far ahead", Codes.Invalid },
        { "opens after it began", Codes.Invalid },
    };

    [Theory, MemberData(nameof(Announcements))]
    public void An_announcement_needs_a_licensed_doctor_who_offers_it_for_nothing_and_a_window(string what, string? code)
    {
        var host = Offering(1);
        var by = what is "another account" ? Doctor(2) : what is "not as a doctor" ? Doctor(1) with { Role = Role.Patient } : Doctor(1);
        var wish = what switch
        {
            "no title" => Wish with { Title = " " },
            "long title" => Wish with { Title = new('义', 51) },
            "no department" => Wish with { Department = "" },
            "no place" => Wish with { Places = 0 },
            "most places" => Wish with { Places = 1000, Reserve = 1000 },
            "too many places" => Wish with { Places = 1001 },
            "negative reserve" => Wish with { Reserve = -1 },
            "too long a reserve" => Wish with { Reserve = 1001 },
            "no time" => Wish with { Until = From },
            "over already" => Wish with { OpensAt = null, From = People.Start.AddHours(-2), Until = People.Start },
            "running already" => Wish with { OpensAt = null, From = People.Start.AddHours(-2) },
            "longest" => Wish with { Until = From.AddDays(7) },
            "too long" => Wish with { Until = From.AddDays(7).AddSeconds(1) },
            "too far ahead" => Wish with { From = People.Start.AddDays(91), Until = People.Start.AddDays(92) },
            "opens after it began" => Wish with { OpensAt = From.AddSeconds(1) },
            _ => Wish,
        };
        host = what switch
        {
            "no such doctor" => host with { Account = null },
            "does not offer it" => host with { PriceFen = null },
            "for a price" => host with { PriceFen = 1 },
            "licence not valid" => host with { IsLicensed = false },
            _ => host,
        };
        // Of a doctor who does not exist nobody is the account.
        New().Send(by, new AnnounceAs(wish, host)).ShouldBe(what is "no such doctor" ? Codes.Forbidden : code);
    }

    [Fact]
    public void Hosts_are_invited_one_by_one_and_told_and_accept_themselves()
    {
        var actor = Announced().Do(Doctor(1), new InviteAs(D(2), Offering(2)));
        var reaction = actor.Reactions.Last();
        (reaction.To, reaction.Command).ShouldBe((D(2).Feed, new NoteClinicInvitation(Id)));
        Clinic.ViewOf(Id, actor.State, actor.Now)!.Hosts.ShouldBe([D(1)]);
        Clinic.PoolOf(actor.State)!.Invited.ShouldBe([D(2)]);
        actor.Send(Doctor(3), new JoinAs(D(2), Offering(2))).ShouldBe(Codes.HostAbsent);
        actor.Send(Doctor(3), new JoinAs(D(3), Offering(3))).ShouldBe(Codes.HostAbsent);
        actor.Send(Doctor(2), new ClaimAtClinic(D(2), null)).ShouldBe(Codes.HostAbsent, "an invitation is not an acceptance");

        actor.Do(Doctor(2), new JoinAs(D(2), Offering(2)));

        Clinic.ViewOf(Id, actor.State, actor.Now)!.Hosts.ShouldBe([D(1), D(2)]);
        actor.Access.Select(change => (change.Grantee, change.Role)).ShouldBe(
            [("role/operator", Role.Operator), ("account/a-d1", Role.Doctor), ("account/a-d2", Role.Doctor)]);
    }

    [Fact]
    public void An_invitation_can_be_declined_taken_back_and_given_again()
    {
        var actor = Announced().Do(Doctor(1), new InviteAs(D(2), Offering(2)));
        actor.Send(Doctor(1), new InviteAs(D(2), Offering(2))).ShouldBe(Codes.HostPresent);
        actor.Do(Doctor(2), new RemoveHost(D(2)));
        actor.Access.Last().ShouldBe(new("account/a-d2", null));
        actor.Do(Doctor(1), new InviteAs(D(2), Offering(2))).Do(Doctor(1), new RemoveHost(D(2)));
        actor.Send(Doctor(2), new JoinAs(D(2), Offering(2))).ShouldBe(Codes.HostAbsent);
    }

    [Fact]
    public void Whoever_may_not_receive_patients_neither_is_invited_nor_hosts()
    {
        var unlicensed = Offering(2) with { IsLicensed = false };
        var actor = Announced();
        actor.Send(Doctor(1), new InviteAs(D(2), unlicensed)).ShouldBe(Codes.LicenceUnverified);
        actor.Do(Doctor(1), new InviteAs(D(2), Offering(2)));
        actor.Send(Doctor(2), new JoinAs(D(2), unlicensed)).ShouldBe(Codes.LicenceUnverified);
        actor.Send(Doctor(2), new JoinAs(D(2), Offering(2) with { PriceFen = null })).ShouldBe(Codes.OfferingNone);
    }

    [Fact]
    public void There_are_so_many_hosts_and_each_account_hosts_as_one_doctor()
    {
        var actor = Announced(options: new() { MaxHosts = 2 });
        actor.Send(Doctor(1), new InviteAs(D(5), Offering(1))).ShouldBe(Codes.HostPresent);
        actor.Do(Doctor(1), new InviteAs(D(2), Offering(2)));
        actor.Send(Doctor(1), new InviteAs(D(3), Offering(3))).ShouldBe(Codes.HostLimit);
    }

    [Fact]
    public void Calling_it_off_tells_each_once_and_lets_go_on_what_was_accepted()
    {
        var actor = Running(places: 3).Take(1, 2, 3, 4).Use(1, 2);
        actor.Claim(1, 1);
        actor.Do(Caller.System, new LeaveClinic(C(1)) { TakenBy = D(1) });
        var before = actor.Reactions.Count();

        actor.Do(People.Staff, new CancelClinic("台风"));

        actor.Reactions.Skip(before).Select(r => (r.To, r.Command)).ShouldBe<(FeedId, Command)>(
        [
            (C(2).Feed, new Consult.Consultations.DropFromClinic()),
            (P(3).Feed, new NoteInbox(Id.Feed, "clinic.cancelled")),
            (P(4).Feed, new NoteInbox(Id.Feed, "clinic.cancelled")),
        ]);
        Clinic.ViewOf(Id, actor.State, actor.Now)!.Reason.ShouldBe("台风");
        Clinic.PlaceOf(actor.State, P(1))!.Status.ShouldBe(PlaceStatus.Used);
        actor.Do(Caller.System, new LeaveClinic(C(2))).At(Until.AddDays(1)).Last.ShouldBeOfType<PlaceLeft>();
    }
}
