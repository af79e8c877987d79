using Consult.Testing.Server;
using static Consult.Api.Tests.Kinds.PracticeOverTime;

namespace Consult.Api.Tests.Kinds;

/// <summary>
/// Directed (定向问诊): the chosen doctor's queue; 24 h to accept, then full refund; a window of 48 h from the doctor's
/// first reply; 20 rounds, then 2 free follow-up questions.
/// </summary>
public sealed class DirectedTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task It_waits_in_the_chosen_doctors_queue()
    {
        await using var practice = await OpenAsync();
        var id = await practice.WaitingAsync();

        var item = (await practice.DeskAsync())["items"].EnumerateArray().Single();
        item.GetProperty("consultation").GetString().ShouldBe(id);
        item.GetProperty("kind").GetString().ShouldBe("directed");
        item.GetProperty("acceptBy").GetDateTimeOffset().ShouldBe(practice.Now.AddHours(24));
    }

    [Fact]
    public async Task Not_accepted_for_24_hours_it_expires_with_full_refund()
    {
        await using var practice = await OpenAsync();
        var id = await practice.WaitingAsync();

        await practice.PassAsync(TimeSpan.FromHours(24) - Moment);
        (await practice.ViewAsync(id))["status"].GetString().ShouldBe("waiting");

        await practice.PassAsync(Moment);
        var view = await practice.ViewAsync(id);
        view["status"].GetString().ShouldBe("expired");
        IsRefunded(view);
        (await practice.Wang.PostAsync($"/consultations/{id}/accept")).Status.ShouldBe(409);
        await UntilAsync(practice.DeskAsync, desk => desk["items"].GetArrayLength() == 0);
    }

    [Fact]
    public async Task Until_it_is_accepted_the_patient_cancels_freely_with_full_refund()
    {
        await using var practice = await OpenAsync();
        var id = await practice.WaitingAsync();
        Ok(await practice.Lin.PostAsync($"/consultations/{id}/cancel"));
        IsRefunded(await practice.BecomesAsync(id, "cancelled"));

        var accepted = await practice.AcceptedAsync();
        (await practice.Lin.PostAsync($"/consultations/{accepted}/cancel")).Code.ShouldBe("cancel.after.accept");
    }

    [Fact]
    public async Task The_window_is_48_hours_from_the_doctors_first_reply()
    {
        await using var practice = await OpenAsync();
        var id = await practice.AcceptedAsync();
        await practice.PassAsync(TimeSpan.FromHours(5));
        Ok(await SayAsync(practice.Wang, id));
        var view = await practice.ViewAsync(id);
        view["windowEnds"].GetDateTimeOffset().ShouldBe(practice.Now.AddHours(48));

        await practice.PassAsync(TimeSpan.FromHours(48) - Moment);
        Ok(await SayAsync(practice.Lin, id));
        (await practice.ViewAsync(id))["roundsUsed"].GetInt32().ShouldBe(1, "the window is open: this was a round");

        await practice.PassAsync(Moment);
        Ok(await SayAsync(practice.Lin, id));
        view = await practice.ViewAsync(id);
        (view["roundsUsed"].GetInt32(), view["followUpsLeft"].GetInt32()).ShouldBe((1, 1), "the window is over: this was a follow-up");
    }

    [Fact]
    public async Task An_accepted_one_that_is_never_answered_is_refunded_after_48_hours()
    {
        await using var practice = await OpenAsync();
        var id = await practice.AcceptedAsync();
        Ok(await SayAsync(practice.Lin, id, "医生在吗？"));
        await practice.PassAsync(TimeSpan.FromHours(48));
        var view = await practice.ViewAsync(id);
        view["status"].GetString().ShouldBe("refunded");
        IsRefunded(view);
    }

    [Fact]
    public async Task The_patient_has_20_rounds_then_2_follow_up_questions_and_the_doctor_is_never_limited()
    {
        await using var practice = await OpenAsync();
        var id = await practice.AcceptedAsync();
        for (var round = 1; round <= 20; round++)
        {
            // Consecutive messages are one turn.
            Ok(await SayAsync(practice.Lin, id, "还有"));
            Ok(await SayAsync(practice.Lin, id, "一个问题"));
            Ok(await SayAsync(practice.Wang, id));
            (await practice.ViewAsync(id))["roundsUsed"].GetInt32().ShouldBe(round);
        }
        for (var left = 1; left >= 0; left--)
        {
            Ok(await SayAsync(practice.Lin, id, "追问"));
            Ok(await SayAsync(practice.Wang, id));
            (await practice.ViewAsync(id))["followUpsLeft"].GetInt32().ShouldBe(left);
        }
        (await SayAsync(practice.Lin, id)).Code.ShouldBe("quota.exhausted");
        Ok(await SayAsync(practice.Wang, id));

        Ok(await practice.Wang.PostAsync($"/consultations/{id}/rounds", new { rounds = 1 }));
        Ok(await SayAsync(practice.Lin, id));
    }

    [Fact]
    public async Task Above_the_doctors_daily_cap_it_is_cancelled_with_full_refund_until_midnight_in_shanghai()
    {
        await using var practice = await OpenAsync();
        Ok(await practice.Wang.PutAsync($"/doctors/{practice.Doctor}/caps/directed", new { perDay = 1 }));
        await practice.WaitingAsync();

        var refused = await practice.RequestAsync();
        IsRefunded(await practice.BecomesAsync(refused, "cancelled"));
        var cancelled = await practice.LastAsync($"consultation/{refused}", "consultation.cancelled");
        (cancelled.GetProperty("cause").GetString(), cancelled.GetProperty("code").GetString()).ShouldBe(("queue", "doctor.cap.daily"));

        await practice.PassAsync(TimeSpan.FromHours(16) - Moment);
        await practice.BecomesAsync(await practice.RequestAsync(), "cancelled");
        await practice.PassAsync(Moment);
        await practice.WaitingAsync();
    }

    [Fact]
    public async Task With_a_full_queue_it_is_cancelled_with_full_refund()
    {
        await using var practice = await OpenAsync("--Doctors:QueueLimit", "1");
        await practice.WaitingAsync();
        var refused = await practice.RequestAsync();
        IsRefunded(await practice.BecomesAsync(refused, "cancelled"));
        (await practice.LastAsync($"consultation/{refused}", "consultation.cancelled")).GetProperty("code").GetString().ShouldBe("doctor.queue.full");
    }

    [Fact]
    public async Task A_doctor_with_as_many_running_as_allowed_accepts_no_more_and_it_goes_on_waiting()
    {
        await using var practice = await OpenAsync("--Doctors:ConcurrentCap", "1");
        await practice.AcceptedAsync();
        var waiting = await practice.WaitingAsync();
        (await practice.Wang.PostAsync($"/consultations/{waiting}/accept")).Code.ShouldBe("doctor.cap.reached");
        (await practice.ViewAsync(waiting))["status"].GetString().ShouldBe("waiting");
    }

    [Fact]
    public async Task Offline_and_in_the_quiet_hours_it_is_accepted_and_the_accept_limit_runs_on()
    {
        await using var practice = await OpenAsync();
        // Half past eleven at night in Shanghai; the doctor was never online.
        await practice.PassAsync(TimeSpan.FromHours(15.5));
        var asked = practice.Now;
        var id = await practice.WaitingAsync();
        (await practice.ViewAsync(id))["acceptBy"].GetDateTimeOffset().ShouldBe(asked.AddHours(24));

        await practice.PassAsync(TimeSpan.FromHours(24));
        (await practice.ViewAsync(id))["status"].GetString().ShouldBe("expired");
    }

    [Fact]
    public async Task Completed_with_a_summary_it_is_rated_once()
    {
        await using var practice = await OpenAsync();
        var id = await practice.AcceptedAsync();
        Ok(await SayAsync(practice.Lin, id));
        var summary = new { impression = "上呼吸道感染可能", plan = "多饮水", redFlags = "呼吸困难", goOffline = false };
        (await practice.Wang.PostAsync($"/consultations/{id}/complete", summary)).Code.ShouldBe("summary.too.early");
        Ok(await SayAsync(practice.Wang, id));
        (await practice.Lin.PostAsync($"/consultations/{id}/rating", new { stars = 5 })).Code.ShouldBe("rating.too.early");
        Ok(await practice.Wang.PostAsync($"/consultations/{id}/complete", summary));
        Ok(await practice.Lin.PostAsync($"/consultations/{id}/rating", new { stars = 5 }));
        (await practice.Lin.PostAsync($"/consultations/{id}/rating", new { stars = 1 })).Code.ShouldBe("rating.repeated");
    }

    private static void IsRefunded(Reply view) =>
        view["money"].GetProperty("refundedFen").GetInt64().ShouldBe(Price);
}
