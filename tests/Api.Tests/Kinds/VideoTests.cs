using Consult.Api.Tests.Calls;
using Consult.Feeds;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Kinds;

/// <summary>
/// Video consultations (视频问诊): from the live queue or for a slot, within the bought minutes (15) and a warning a minute before their
/// end; who does not come within 15 minutes is absent.
/// </summary>
public sealed class VideoTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_video_consultation_runs_on_its_minutes_and_what_the_doctor_adds()
    {
        await using var stage = await VideoStage.OpenAsync("--Calls:SilentFor", "1.00:00:00");
        var consultation = await stage.BeginAsync();
        await using var doctor = await stage.WatchAsync(stage.Wang, $"consultation/{consultation}");

        var call = await stage.RingAsync(stage.Lin, consultation);
        var rings = await VideoStage.HearEventAsync(doctor, "consultation.call.started");
        (rings.GetProperty("call").GetString(), rings.GetProperty("by").GetString()).ShouldBe((call, "patient"));
        (await doctor.SubscribeAsync($"call/{call}")).ShouldBeNull();
        await using var patient = await stage.WatchAsync(stage.Lin, $"call/{call}");
        Practice.Accepted(await stage.Wang.PostAsync($"/calls/{call}/answer"));
        await VideoStage.HearEventAsync(patient, "call.answered");

        await stage.PassAsync(14 * Minute);
        (await stage.ShowAsync(call)).Status.ShouldBe("connected");
        await VideoStage.EventsAsync(stage.Lin, $"call/{call}", "call.warned");
        Practice.Accepted(await stage.Wang.PostAsync($"/calls/{call}/extension", new { minutes = 5 }));
        await stage.PassAsync(5 * Minute);
        (await stage.ShowAsync(call)).Status.ShouldBe("connected");
        await stage.PassAsync(Minute);
        (await stage.ShowAsync(call)).ShouldBe(("ended", "minutesUsed"));

        var ended = (await VideoStage.EventsAsync(stage.Lin, $"consultation/{consultation}", "consultation.call.ended")).Single();
        (ended.GetProperty("reason").GetString(), ended.GetProperty("talkedSeconds").GetInt32()).ShouldBe(("minutesUsed", 20 * 60));
        (await VideoStage.EventsAsync(stage.Lin, $"consultation/{consultation}", "consultation.call.extended")).Length.ShouldBe(1);
        await VideoStage.LineIsFreeAsync(stage.Lin, call);
        (await stage.Lin.PostAsync($"/consultations/{consultation}/calls")).Code.ShouldBe(Codes.CallMinutesUsed);
        Practice.Accepted(await stage.Wang.PostAsync(
            $"/consultations/{consultation}/complete",
            new { impression = "湿疹可能", plan = "保湿", redFlags = "发热即就医", goOffline = false }));
    }

    [Fact]
    public async Task What_is_left_of_the_minutes_serves_the_next_call()
    {
        await using var stage = await VideoStage.OpenAsync("--Calls:SilentFor", "1.00:00:00");
        var consultation = await stage.BeginAsync();
        var first = await stage.ConnectAsync(consultation);
        await stage.PassAsync(9 * Minute);
        Practice.Accepted(await stage.Lin.PostAsync($"/calls/{first}/hangup"));
        await VideoStage.LineIsFreeAsync(stage.Lin, first);

        var second = await stage.ConnectAsync(consultation);

        var answered = (await VideoStage.EventsAsync(stage.Lin, $"call/{second}", "call.answered")).Single();
        answered.GetProperty("secondsLeft").GetInt32().ShouldBe(6 * 60);
    }

    [Fact]
    public async Task A_call_is_declined_missed_or_taken_back()
    {
        await using var stage = await VideoStage.OpenAsync();
        var consultation = await stage.BeginAsync();
        var declined = await stage.RingAsync(stage.Wang, consultation);
        Practice.Accepted(await stage.Lin.PostAsync($"/calls/{declined}/decline"));
        (await stage.ShowAsync(declined)).ShouldBe(("ended", "declined"));
        await VideoStage.LineIsFreeAsync(stage.Wang, declined);

        var missed = await stage.RingAsync(stage.Wang, consultation);
        await stage.PassAsync(TimeSpan.FromSeconds(45));
        (await stage.ShowAsync(missed)).ShouldBe(("ended", "missed"));
        (await stage.Lin.PostAsync($"/calls/{missed}/answer")).Code.ShouldBe(Codes.CallOver);
        await VideoStage.LineIsFreeAsync(stage.Wang, missed);

        var takenBack = await stage.RingAsync(stage.Wang, consultation);
        Practice.Accepted(await stage.Wang.PostAsync($"/calls/{takenBack}/hangup"));
        (await stage.ShowAsync(takenBack)).ShouldBe(("ended", "hungUp"));
    }

    [Fact]
    public async Task Who_is_in_a_call_is_busy_for_every_other()
    {
        await using var stage = await VideoStage.OpenAsync();
        var (zhou, patient) = await stage.AddPatientAsync("a-zhou");
        using var _ = zhou;
        var mine = await stage.BeginAsync();
        var theirs = await stage.BeginAsync(zhou, patient);
        var call = await stage.ConnectAsync(mine);

        var busy = await stage.RingAsync(zhou, theirs);
        (await stage.ShowAsync(busy)).ShouldBe(("ended", "busy"));
        (await stage.Wang.PostAsync($"/consultations/{theirs}/calls")).Code.ShouldBe(Codes.CallLineBusy);

        Practice.Accepted(await stage.Wang.PostAsync($"/calls/{call}/hangup"));
        await VideoStage.LineIsFreeAsync(stage.Wang, call);
        await VideoStage.LineIsFreeAsync(zhou, busy);
        (await stage.ShowAsync(await stage.RingAsync(zhou, theirs))).Status.ShouldBe("ringing");
    }

    [Fact]
    public async Task Who_falls_silent_has_a_minute_to_come_back_and_the_minutes_stand_still()
    {
        await using var stage = await VideoStage.OpenAsync();
        var call = await stage.ConnectAsync(await stage.BeginAsync());
        await using var patient = await stage.WatchAsync(stage.Lin, $"call/{call}");
        await using var doctor = await stage.WatchAsync(stage.Wang, $"call/{call}");

        await stage.SpeakUpAsync(patient, call);
        await stage.PassAsync(TimeSpan.FromSeconds(25));
        await stage.SpeakUpAsync(doctor, call);
        await stage.PassAsync(TimeSpan.FromSeconds(15));
        var lost = (await VideoStage.EventsAsync(stage.Wang, $"call/{call}", "call.party.lost")).Single();
        lost.GetProperty("side").GetString().ShouldBe("patient");

        await stage.SpeakUpAsync(doctor, call);
        await stage.SpeakUpAsync(patient, call);
        await VideoStage.EventsAsync(stage.Wang, $"call/{call}", "call.party.back");
        (await stage.ShowAsync(call)).Status.ShouldBe("connected");

        // Now nobody is heard any more.
        await stage.PassAsync(TimeSpan.FromSeconds(45));
        await VideoStage.UntilAsync(stage.Wang, $"/calls/{call}", view => view.GetProperty("status").GetString() == "reconnecting");
        await stage.PassAsync(Minute);
        (await stage.ShowAsync(call)).ShouldBe(("ended", "lost"));
    }

    [Fact]
    public async Task A_doctor_who_does_not_come_is_no_cost_to_the_patient()
    {
        await using var stage = await VideoStage.OpenAsync();
        var consultation = await stage.BeginAsync();
        var call = await stage.RingAsync(stage.Lin, consultation);
        await VideoStage.EventsAsync(stage.Lin, $"consultation/{consultation}", "consultation.call.started");
        await stage.PassAsync(TimeSpan.FromSeconds(45));
        (await stage.ShowAsync(call)).ShouldBe(("ended", "missed"));

        await stage.PassAsync(15 * Minute);

        await VideoStage.UntilAsync(stage.Lin, $"/consultations/{consultation}", view => view.GetProperty("status").GetString() == "refunded");
        var noShow = (await VideoStage.EventsAsync(stage.Lin, $"consultation/{consultation}", "consultation.noshow")).Single();
        noShow.GetProperty("absent").GetString().ShouldBe("doctor");
        (await VideoStage.EventsAsync(stage.Lin, $"consultation/{consultation}", "consultation.refunded")).Single()
            .GetProperty("refundFen").GetInt64().ShouldBe(9900);
        (await stage.Lin.PostAsync($"/consultations/{consultation}/calls")).Code.ShouldBe(Codes.ConsultationClosed);
    }

    [Fact]
    public async Task A_call_that_rings_when_its_consultation_is_refunded_ends_with_it()
    {
        await using var stage = await VideoStage.OpenAsync();
        var consultation = await stage.BeginAsync();
        await stage.PassAsync((15 * Minute) - TimeSpan.FromSeconds(10));
        var call = await stage.RingAsync(stage.Lin, consultation);
        await VideoStage.EventsAsync(stage.Lin, $"consultation/{consultation}", "consultation.call.started");

        await stage.PassAsync(TimeSpan.FromSeconds(10));
        Practice.Accepted(await stage.Lin.GetAsync($"/consultations/{consultation}"));

        await VideoStage.UntilAsync(stage.Lin, $"/calls/{call}", view => view.GetProperty("status").GetString() == "ended");
        (await stage.ShowAsync(call)).ShouldBe(("ended", "noShow"));
    }

    [Fact]
    public async Task A_patient_who_does_not_come_leaves_the_consultation_open()
    {
        await using var stage = await VideoStage.OpenAsync();
        var consultation = await stage.BeginAsync();
        await stage.RingAsync(stage.Wang, consultation);
        await VideoStage.EventsAsync(stage.Lin, $"consultation/{consultation}", "consultation.call.started");

        await stage.PassAsync(15 * Minute);

        (await stage.Lin.GetAsync($"/consultations/{consultation}"))["status"].GetString().ShouldBe("active");
        var noShow = (await VideoStage.EventsAsync(stage.Lin, $"consultation/{consultation}", "consultation.noshow")).Single();
        noShow.GetProperty("absent").GetString().ShouldBe("patient");
    }

    [Fact]
    public async Task A_booked_slot_is_taken_from_the_others_and_kept()
    {
        await using var stage = await VideoStage.OpenAsync("--Calls:SilentFor", "1.00:00:00");
        var (slot, later) = (await stage.PublishSlotAsync(2 * Hour), await stage.PublishSlotAsync(3 * Hour));
        var consultation = await stage.BeginAsync(slotAt: slot);
        (await stage.FreeSlotsAsync()).ShouldBe([later]);

        // Nobody has to be there before.
        await stage.PassAsync((2 * Hour) + (14 * Minute));
        var call = await stage.ConnectAsync(consultation);
        await VideoStage.EventsAsync(stage.Lin, $"consultation/{consultation}", "consultation.call.answered");
        await stage.PassAsync(10 * Minute);
        (await stage.ShowAsync(call)).Status.ShouldBe("connected");
        Practice.Accepted(await stage.Wang.PostAsync($"/calls/{call}/hangup"));

        var ended = (await VideoStage.EventsAsync(stage.Lin, $"consultation/{consultation}", "consultation.call.ended")).Single();
        (ended.GetProperty("reason").GetString(), ended.GetProperty("talkedSeconds").GetInt32()).ShouldBe(("hungUp", 10 * 60));
        Practice.Accepted(await stage.Wang.PostAsync(
            $"/consultations/{consultation}/complete",
            new { impression = "湿疹可能", plan = "保湿", redFlags = "发热即就医", goOffline = false }));
        (await stage.Lin.GetAsync($"/consultations/{consultation}"))["status"].GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task A_booked_slot_to_which_nobody_comes_is_refunded_and_another_one_may_be_booked()
    {
        await using var stage = await VideoStage.OpenAsync();
        var (slot, later) = (await stage.PublishSlotAsync(2 * Hour), await stage.PublishSlotAsync(3 * Hour));
        var consultation = await stage.BeginAsync(slotAt: slot);

        await stage.PassAsync((2 * Hour) + (15 * Minute) - TimeSpan.FromSeconds(1));
        (await stage.Lin.GetAsync($"/consultations/{consultation}"))["status"].GetString().ShouldBe("active");
        await stage.PassAsync(TimeSpan.FromSeconds(1));

        await VideoStage.UntilAsync(stage.Lin, $"/consultations/{consultation}", view => view.GetProperty("status").GetString() == "refunded");
        (await VideoStage.EventsAsync(stage.Lin, $"consultation/{consultation}", "consultation.noshow")).Single()
            .GetProperty("absent").GetString().ShouldBe("doctor");
        await VideoStage.UntilAsync(stage.Lin, $"/payments/{consultation}", payment => payment.GetProperty("refundedFen").GetInt64() == 9900);
        (await stage.FreeSlotsAsync()).ShouldBe([later]);

        using var again = await Person.SignInAsync(stage.Server, stage.Wang.Account, "doctor");
        (await stage.BeginAsync(slotAt: later, doctor: again)).ShouldNotBe(consultation);
        (await stage.FreeSlotsAsync()).ShouldBeEmpty();
    }
}
