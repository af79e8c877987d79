using System.Text.Json;
using Consult.Feeds;
using Consult.Patients;
using static Consult.Clinics.Fair;

namespace Consult.Clinics;

/// <summary>Who has a place, who stands on the reserve list, and who waits for a host.</summary>
public sealed class PlaceTests
{
    [Fact]
    public void The_first_have_the_places_the_next_stand_on_the_reserve_list_and_the_rest_hear_that_it_is_full()
    {
        var actor = Open(places: 2, reserve: 2).Take(1, 2);
        actor.Send(Side(3), Try(3, orReserve: false)).ShouldBe(Codes.ClinicFull);
        actor.Take(3, 4);
        JsonElement.Parse(actor.Value!).GetProperty("line").GetInt32().ShouldBe(2);
        actor.Send(Side(5), Try(5)).ShouldBe(Codes.ClinicFull);
        actor.Send(Side(3), Try(3)).ShouldBe(Codes.PlaceTaken);

        var view = Clinic.ViewOf(Id, actor.State, actor.Now)!;
        (view.Taken, view.InReserve).ShouldBe((2, 2));
        Clinic.PlaceOf(actor.State, P(4)).ShouldBe(new() { Place = 4, Status = PlaceStatus.InReserve, Line = 2 });
        Clinic.PlaceOf(actor.State, P(5)).ShouldBeNull();
    }

    [Theory]
    [InlineData(-1, Codes.ClinicClosed)]
    [InlineData(0, null)]
    [InlineData((7 * 3_600_000) - 1, null)]
    [InlineData(7 * 3_600_000, Codes.ClinicClosed)]
    public void Places_are_taken_from_the_opening_to_the_end_of_the_window(int milliseconds, string? code)
    {
        var actor = Announced();
        actor.Now = OpensAt.AddMilliseconds(milliseconds);
        actor.Send(Side(1), Try(1)).ShouldBe(code);
    }

    [Theory]
    [InlineData(-1, Codes.ClinicClosed)]
    [InlineData(0, null)]
    [InlineData((6 * 3_600_000) - 1, null)]
    [InlineData(6 * 3_600_000, Codes.ClinicClosed)]
    public void They_are_used_in_the_window(int milliseconds, string? code)
    {
        var actor = Open().Take(1);
        actor.Now = From.AddMilliseconds(milliseconds);
        actor.Send(Caller.System, Enter(actor, 1)).ShouldBe(code);
        if (code is null) Clinic.FactsOf(Open().Take(1).State, P(1), 1, actor.Now).ShouldBe(new() { Code = null, Until = Until });
    }

    [Fact]
    public void Unverified_patients_and_accounts_that_are_no_longer_related_have_no_place()
    {
        var actor = Open();
        actor.Send(Side(1), Try(1) with { Patient = Standing(1) with { IsVerified = false } }).ShouldBe(Codes.PatientUnverified);
        actor.Send(Side(1), Try(1) with { Patient = Standing(2) }).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void Who_gives_a_place_back_makes_room_for_the_first_on_the_reserve_list_who_is_told()
    {
        var actor = Open(places: 1, reserve: 3).Take(1, 2, 3, 4).Do(Side(2), new GivePlaceBack(P(2)));
        actor.Last.ShouldBeOfType<PlaceLeft>("who leaves the reserve list makes no room");

        actor.Do(Side(1), new GivePlaceBack(P(1)));

        actor.Last.ShouldBe(new PlacePromoted(3, P(3)));
        actor.Reactions.Select(r => (r.To, r.Command)).ShouldBe([(P(3).Feed, new NoteInbox(Id.Feed, "place.promoted"))]);
        Clinic.PlaceOf(actor.State, P(3)).ShouldBe(new() { Place = 3, Status = PlaceStatus.Held });
        Clinic.PlaceOf(actor.State, P(4))!.Line.ShouldBe(1);
    }

    [Fact]
    public void A_place_that_is_taken_again_is_another_one()
    {
        var actor = Open().Take(1).Do(Side(1), new GivePlaceBack(P(1))).Take(1).At(From);
        Clinic.PlaceOf(actor.State, P(1))!.Place.ShouldBe(2);
        Clinic.FactsOf(actor.State, P(1), 1, actor.Now).Code.ShouldBe(Codes.PlaceAbsent);
        Clinic.FactsOf(actor.State, P(1), 2, actor.Now).Code.ShouldBeNull();
        Clinic.FactsOf(actor.State, P(2), 2, actor.Now).Code.ShouldBe(Codes.PlaceAbsent, "it is another patient's");
    }

    [Fact]
    public void A_place_on_the_reserve_list_is_not_used()
    {
        var actor = Running(places: 1).Take(1, 2);
        actor.Send(Caller.System, Enter(actor, 2)).ShouldBe(Codes.PlaceAbsent);
    }

    [Fact]
    public void Two_requests_for_one_place_have_one_winner()
    {
        var actor = Running().Take(1).Use(1);
        actor.Send(Caller.System, Enter(actor, 1, consultation: 2)).ShouldBe(Codes.PlaceUsed);
        actor.Send(Caller.System, Enter(actor, 1)).ShouldBeNull();
    }

    [Fact]
    public void What_ends_without_an_answer_frees_its_place_and_what_a_host_accepted_keeps_it_until_then()
    {
        var actor = Running(places: 2, reserve: 2).Take(1, 2, 3, 4).Use(1, 2);
        actor.Do(Caller.System, new LeaveClinic(C(1)));
        actor.Last.ShouldBe(new PlacePromoted(3, P(3)));
        actor.Claim(1, 2);
        actor.Do(Caller.System, new LeaveClinic(C(2)) { TakenBy = D(1) });
        Clinic.PlaceOf(actor.State, P(2)).ShouldBe(new() { Place = 2, Status = PlaceStatus.Used, Consultation = C(2) });
        actor.State.Roster.Taken.ShouldBe(2);

        // Accepted, and never answered.
        actor.Do(Caller.System, new LeaveClinic(C(2)));

        actor.Last.ShouldBe(new PlacePromoted(4, P(4)));
        actor.Send(Side(1), Try(1, orReserve: false)).ShouldBe(Codes.ClinicFull);
    }

    [Fact]
    public void When_the_window_ends_unused_places_are_gone_and_nobody_is_promoted_any_more()
    {
        var actor = Running(places: 1).Take(1, 2).Use(1).At(Until);
        actor.Last.ShouldBeOfType<ClinicEnded>();
        actor.Do(Caller.System, new LeaveClinic(C(1)));
        actor.Last.ShouldBe(new PlaceLeft(1, PlaceLeaving.Unanswered));
        actor.Send(Side(2), new GivePlaceBack(P(2))).ShouldBe(Codes.ClinicClosed);
        Clinic.ViewOf(Id, actor.State, actor.Now)!.Status.ShouldBe(ClinicStatus.Ended);
        new Clinic(new()).DeadlineOf(actor.State).ShouldBeNull();
    }

    [Fact]
    public void Hosts_take_who_waits_longest_each_another_and_a_named_one_has_one_winner()
    {
        var actor = Running(places: 3).Host(2).Take(1, 2, 3).Use(2, 1, 3);
        actor.Claim(1).ShouldBe(C(2));
        actor.Claim(2).ShouldBe(C(1));
        actor.Send(Doctor(2), new ClaimAtClinic(D(2), C(2))).ShouldBe(Codes.ConsultationTaken);
        var (value, count) = (actor.Value, actor.Events.Count);
        actor.Claim(2, 1).ShouldBe(C(1));
        (actor.Value, actor.Events.Count).ShouldBe((value, count));
        Clinic.PoolOf(actor.State)!.First.Select(turn => turn.Consultation).ShouldBe([C(3)]);
        Clinic.PoolOf(actor.State)!.Waiting.ShouldBe(3);
    }

    [Fact]
    public void A_grab_that_came_to_nothing_or_was_never_finished_is_back_in_its_old_place()
    {
        var actor = Running().Host(2).Take(1, 2).Use(1, 2);
        actor.Claim(1);
        actor.Do(Doctor(1), new ReleaseAtClinic(D(1), C(1)));
        actor.Claim(2).ShouldBe(C(1));
        actor.Do(Doctor(1), new ReleaseAtClinic(D(1), C(1))).State.Roster.Find(C(1))!.Use!.Claim!.Doctor.ShouldBe(D(2));
        actor.Wait(TimeSpan.FromSeconds(30));
        actor.Last.ShouldBe(new PlaceUnclaimed(1, C(1), Lapsed: true));
        actor.Claim(1).ShouldBe(C(1));
    }

    [Fact]
    public void Hosts_see_numbers_and_who_a_patient_is_sees_the_patients_account_alone()
    {
        var actor = Running(places: 1, reserve: 2).Take(1, 2, 3).Do(Side(1), new GivePlaceBack(P(1))).Use(2);
        actor.Claim(1);
        actor.Do(People.Staff, new CancelClinic("台风"));
        foreach (var (body, envelope) in actor.Events)
        {
            var json = JsonSerializer.Serialize(body, body.GetType(), FeedJson.Options);
            var namesPatient = json.Contains("\"patient\"", StringComparison.Ordinal);
            envelope.Audience.Admits(Doctor(1).Account, Role.Doctor).ShouldBe(!namesPatient, json);
            envelope.Audience.Admits(People.Staff.Account, Role.Operator).ShouldBe(!namesPatient, json);
        }
        actor.Events.Count(e => !e.Envelope.Audience.IsEveryone).ShouldBe(6, "three came, one was promoted, two lost what they had");
        actor.Access.Any(change => change.Role is Role.Patient).ShouldBeFalse("patients are told in their own inboxes");
    }

    [Fact]
    public void The_directory_lists_a_clinic_and_is_not_rewritten_for_each_place()
    {
        var entry = Open().Entry!;
        entry.Terms.ShouldBe(["department:呼吸内科", "over:no"]);
        Open().Take(1, 2).Entry.ShouldBe(entry);
        Open().At(Until).Entry!.Terms.ShouldContain("over:yes");
    }
}
