using Consult.Api.Tests.Live;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Kinds;

/// <summary>
/// Quick (极速问诊): the department's pool, any doctor on duty may grab it, pushed to one if nobody grabs; 10 minutes,
/// then full refund; a window of 24 hours; 20 rounds.
/// </summary>
public sealed class QuickTests : IAsyncLifetime
{
    private QuickWard _ward = null!;

    public async Task InitializeAsync() => _ward = await QuickWard.OpenAsync();

    public async Task DisposeAsync() => await _ward.DisposeAsync();

    [Fact]
    public async Task Doctors_on_duty_see_it_live_one_grabs_it_and_answers_for_24_hours_and_20_rounds()
    {
        var wang = await _ward.OnDutyAsync("a-1");
        await using var live = await LiveReader.OpenAsync(_ward.Server, wang.Person);
        (await live.SubscribeAsync($"department/{QuickWard.Id}")).ShouldBeNull();

        var id = await _ward.AskAsync();
        await live.HearAsync("frame", frame => frame.GetRawText().Contains($"\"consultation\":\"{id}\"", StringComparison.Ordinal));
        Practice.Accepted(await wang.GrabAsync())["consultation"].GetString().ShouldBe(id);

        var view = await _ward.Lin.GetAsync($"/consultations/{id}");
        view["status"].GetString().ShouldBe("active");
        view["doctor"].GetString().ShouldBe(wang.Id);
        (view["windowEnds"].GetDateTimeOffset() - view["acceptedAt"].GetDateTimeOffset()).ShouldBe(TimeSpan.FromHours(24));
        await _ward.UntilAsync(async () => (await _ward.Lin.GetAsync($"/departments/{QuickWard.Id}"))["waiting"].GetInt32() == 0);
        await _ward.UntilAsync(async () => (await wang.Person.GetAsync($"/doctors/{wang.Id}/desk")).Body.GetRawText().Contains(id));

        for (var round = 1; round <= 20; round++)
        {
            Practice.Accepted(await _ward.Lin.PostAsync($"/consultations/{id}/messages", new { text = $"问题{round}" }));
            Practice.Accepted(await wang.Person.PostAsync($"/consultations/{id}/messages", new { text = $"回答{round}" }));
        }
        (await _ward.Lin.PostAsync($"/consultations/{id}/messages", new { text = "还有" })).Code.ShouldBe("quota.exhausted");
    }

    [Fact]
    public async Task A_patient_sees_the_honest_position_and_an_estimate_once_there_is_a_pace()
    {
        var wang = await _ward.OnDutyAsync("a-1");
        var (first, second) = (await _ward.AskAsync(), await _ward.AskAsync());
        var queue = await _ward.Lin.GetAsync($"/consultations/{second}/queue");
        (queue["position"].GetInt32(), queue["waiting"].GetInt32(), queue["onDuty"].GetInt32()).ShouldBe((2, 2, 1));
        queue["grabs"].GetInt32().ShouldBe(0);

        Practice.Accepted(await wang.GrabAsync(first));
        await _ward.UntilAsync(async () => (await _ward.Lin.GetAsync($"/consultations/{second}/queue"))["position"].GetInt32() == 1);
        _ward.Clock.Advance(TimeSpan.FromSeconds(30));

        queue = await _ward.Lin.GetAsync($"/consultations/{second}/queue");
        queue["estimateSeconds"].GetInt32().ShouldBeInRange(30, 32);
        (await _ward.Lin.GetAsync($"/consultations/{first}/queue")).Code.ShouldBe("pool.absent");
    }

    [Fact]
    public async Task Ten_minutes_without_a_doctor_and_everything_goes_back()
    {
        var wang = await _ward.OnDutyAsync("a-1");
        var id = await _ward.AskAsync();
        await wang.EndDutyAsync();

        _ward.Clock.Advance(TimeSpan.FromMinutes(10));

        await _ward.UntilAsync(async () => await _ward.StatusAsync(id) == "expired");
        var money = (await _ward.Lin.GetAsync($"/consultations/{id}"))["money"];
        (money.GetProperty("heldFen").GetInt32(), money.GetProperty("refundedFen").GetInt32())
            .ShouldBe((QuickWard.PriceFen, QuickWard.PriceFen));
        await _ward.UntilAsync(async () => (await _ward.Lin.GetAsync($"/departments/{QuickWard.Id}"))["waiting"].GetInt32() == 0);
    }

    [Fact]
    public async Task Of_two_doctors_who_grab_the_same_one_wins_and_the_other_hears_that_it_is_taken()
    {
        var (one, other) = (await _ward.OnDutyAsync("a-1"), await _ward.OnDutyAsync("a-2"));
        var id = await _ward.AskAsync();

        var replies = await Task.WhenAll(one.GrabAsync(id, "grab-1"), other.GrabAsync(id, "grab-2"));

        replies.Count(reply => reply.Status == 200).ShouldBe(1);
        replies.Single(reply => reply.Status != 200).Code.ShouldBe("consultation.taken");
        var won = replies[0].Status == 200;
        var again = await (won ? one : other).GrabAsync(id, won ? "grab-1" : "grab-2");
        again["position"].GetString().ShouldBe(replies[won ? 0 : 1]["position"].GetString());
        await _ward.UntilAsync(async () => (await _ward.Lin.GetAsync($"/departments/{QuickWard.Id}"))["waiting"].GetInt32() == 0);
        (await (won ? other : one).GrabAsync(id)).Code.ShouldBe("consultation.taken", "also when it has left the pool");
        (await (won ? other : one).GrabAsync()).Code.ShouldBe("pool.empty");
    }

    [Fact]
    public async Task After_60_seconds_it_is_offered_to_one_doctor_who_declines_and_then_to_the_next_who_takes_it()
    {
        var (one, other) = (await _ward.OnDutyAsync("a-1"), await _ward.OnDutyAsync("a-2"));
        var id = await _ward.AskAsync();

        _ward.Clock.Advance(TimeSpan.FromSeconds(60));
        await _ward.UntilAsync(async () => await _ward.HeldForAsync(id) == one.Id);
        await _ward.UntilAsync(async () =>
            (await one.Person.GetAsync($"/feeds/doctor/{one.Id}/events?limit=100")).Body.GetRawText().Contains("push.offered"));
        (await other.GrabAsync(id)).Code.ShouldBe("pool.offered");
        Practice.Accepted(await one.DeclineAsync(id));

        (await _ward.HeldForAsync(id)).ShouldBe(other.Id);
        Practice.Accepted(await other.GrabAsync());
        (await _ward.StatusAsync(id)).ShouldBe("active");
    }

    [Fact]
    public async Task An_offer_that_is_not_answered_in_30_seconds_goes_on_to_the_next()
    {
        var (one, other) = (await _ward.OnDutyAsync("a-1"), await _ward.OnDutyAsync("a-2"));
        var id = await _ward.AskAsync();
        // Both stay connected: who vanishes is another story.
        await using var live1 = await LiveReader.OpenAsync(_ward.Server, one.Person);
        await using var live2 = await LiveReader.OpenAsync(_ward.Server, other.Person);
        _ward.Clock.Advance(TimeSpan.FromSeconds(60));
        await _ward.UntilAsync(async () => await _ward.HeldForAsync(id) == one.Id);
        _ward.Clock.Advance(TimeSpan.FromSeconds(30));
        await _ward.UntilAsync(async () => await _ward.HeldForAsync(id) == other.Id);
    }

    [Fact]
    public async Task Who_has_no_connection_for_60_seconds_is_off_duty_and_what_was_offered_goes_to_the_next()
    {
        var (gone, here) = (await _ward.OnDutyAsync("a-1"), await _ward.OnDutyAsync("a-2"));
        await using var live = await LiveReader.OpenAsync(_ward.Server, here.Person);
        (await live.SubscribeAsync($"department/{QuickWard.Id}")).ShouldBeNull();
        // Offered to the one who is gone, after 40 seconds of absence.
        var id = await _ward.AskAsync();
        await PassAsync(60);
        (await _ward.HeldForAsync(id)).ShouldBe(gone.Id);

        await PassAsync(20);

        await _ward.UntilAsync(async () => await _ward.HeldForAsync(id) == here.Id);
        var pool = await here.Person.GetAsync($"/departments/{QuickWard.Id}/pool");
        pool["duties"].EnumerateArray().Select(duty => duty.GetProperty("doctor").GetString()).ShouldBe([here.Id]);
        (await gone.Person.GetAsync($"/departments/{QuickWard.Id}/pool")).Code.ShouldBe("forbidden");
        await live.HearAsync("frame", frame => frame.GetRawText().Contains("vanished", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_a_doctor_on_duty_looks_at_the_complaint_only_while_it_waits_and_the_look_is_recorded()
    {
        var (one, other) = (await _ward.OnDutyAsync("a-1"), await _ward.OnDutyAsync("a-2"));
        await other.EndDutyAsync();
        var id = await _ward.AskAsync("胸口闷了两天");
        var path = $"/departments/{QuickWard.Id}/waiting/{id}";

        Practice.Accepted(await one.Person.GetAsync(path))["complaint"].GetString().ShouldBe("胸口闷了两天");
        (await other.Person.GetAsync(path)).Code.ShouldBe("forbidden");
        (await _ward.Practice.Operator.GetAsync(path)).Code.ShouldBe("forbidden");
        Practice.Accepted(await one.GrabAsync());
        (await one.Person.GetAsync(path)).Code.ShouldBe("consultation.taken");

        var record = Practice.Accepted(await _ward.Practice.Operator.PostAsync($"/consultations/{id}/record", new { reason = "抽查" }));
        var look = record["events"].EnumerateArray().Single(e => e.GetProperty("type").GetString() == "complaint.previewed");
        look.GetProperty("by").GetProperty("account").GetString().ShouldBe("a-1");
        (await one.Person.GetAsync($"/feeds/department/{QuickWard.Id}/events?limit=100")).Body.GetRawText().ShouldNotContain("胸口");
    }

    [Fact]
    public async Task Operators_watch_the_pool_and_see_on_the_board_who_waits_where_and_which_refunds_to_decide()
    {
        var wang = await _ward.OnDutyAsync("a-1");
        var (taken, waiting) = (await _ward.AskAsync(), await _ward.AskAsync());
        Practice.Accepted(await wang.GrabAsync(taken));
        Practice.Accepted(await _ward.Lin.PostAsync($"/consultations/{taken}/refund", new { reason = "医生没有回复" }));

        var board = Practice.Accepted(await _ward.Practice.Operator.GetAsync("/board"));

        var department = board["departments"].EnumerateArray().Single();
        department.GetProperty("name").GetString().ShouldBe(QuickWard.Name);
        department.GetProperty("oldestSince").GetDateTimeOffset()
            .ShouldBe((await _ward.Lin.GetAsync($"/consultations/{waiting}"))["requestedAt"].GetDateTimeOffset(), TimeSpan.FromSeconds(5));
        board["refunds"].EnumerateArray().Select(refund => refund.GetProperty("id").GetString()).ShouldBe([taken]);
        (await _ward.Lin.GetAsync("/board")).Code.ShouldBe("forbidden");
        await using var live = await LiveReader.OpenAsync(_ward.Server, _ward.Practice.Operator);
        (await live.SubscribeAsync($"department/{QuickWard.Id}")).ShouldBeNull();
    }

    [Fact]
    public async Task At_night_quick_is_closed_and_says_when_it_opens_while_directed_is_accepted()
    {
        await using var night = await QuickWard.OpenAsync(new DateTimeOffset(2030, 1, 1, 14, 59, 0, TimeSpan.Zero));
        await night.OnDutyAsync("a-1");
        await night.AskAsync();
        night.Clock.Advance(TimeSpan.FromMinutes(1));

        var closed = await night.RequestAsync();

        closed.Code.ShouldBe("quick.closed");
        closed["opensAt"].GetDateTimeOffset().ShouldBe(new DateTimeOffset(2030, 1, 1, 23, 0, 0, TimeSpan.Zero));
        (await night.Lin.GetAsync($"/departments/{QuickWard.Id}"))["opensAt"].GetString().ShouldBe("2030-01-01T23:00:00.000Z");
        await night.Practice.RequestAsync();
    }

    [Fact]
    public async Task A_department_without_a_doctor_a_chosen_doctor_and_oneself_are_refused()
    {
        (await _ward.RequestAsync()).Code.ShouldBe("department.unknown");
        var wang = await _ward.OnDutyAsync("a-1");
        (await _ward.Lin.PostAsync("/consultations", new
        {
            patient = _ward.Practice.Patient, doctor = wang.Id, kind = "quick", department = QuickWard.Name, complaint = "咳嗽",
        })).Code.ShouldBe("invalid");
        Practice.Accepted(await _ward.Lin.PutAsync($"/patients/{_ward.Practice.Patient}/relations/a-1", new { relation = "carer" }));
        await _ward.AskAsync();
        (await wang.GrabAsync()).Code.ShouldBe("doctor.self");
    }

    /// <summary>Time passes slowly enough for what is told every few seconds to be heard.</summary>
    private async Task PassAsync(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _ward.Clock.Advance(TimeSpan.FromSeconds(1));
            for (var n = 0; n < 10; n++) await _ward.Lin.GetAsync($"/departments/{QuickWard.Id}");
        }
    }
}
