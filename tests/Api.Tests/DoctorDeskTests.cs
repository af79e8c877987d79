using Consult.Testing.Server;
using static Consult.Api.Tests.Kinds.PracticeOverTime;

namespace Consult.Api.Tests;

/// <summary>A doctor's working day through the public API.</summary>
public sealed class DoctorDeskTests
{
    [Fact]
    public async Task The_desk_tells_what_waits_what_is_due_soon_and_what_is_unread()
    {
        await using var practice = await OpenAsync();
        var early = await practice.WaitingAsync();
        await practice.PassAsync(TimeSpan.FromHours(20));
        var (late, asked) = (await practice.WaitingAsync(), practice.Now);
        var active = await practice.AcceptedAsync();
        Ok(await SayAsync(practice.Lin, active, "医生在吗？"));
        Ok(await SayAsync(practice.Lin, active, "咳得厉害"));

        var desk = await UntilAsync(practice.DeskAsync, page => page["active"].GetArrayLength() == 1);
        Ids(desk, "waiting").ShouldBe([early, late]);
        Ids(desk, "dueSoon").ShouldBeEmpty();
        Item(desk, late).GetProperty("since").GetDateTimeOffset().ShouldBe(asked);
        Item(desk, late).GetProperty("acceptBy").GetDateTimeOffset().ShouldBe(asked.AddHours(24));
        Item(desk, active).GetProperty("unread").GetInt32().ShouldBe(2);
        Item(desk, active).GetProperty("replyBy").GetDateTimeOffset().ShouldBe(asked.AddHours(48));
        desk["dailyCaps"].EnumerateArray().Single(cap => cap.GetProperty("kind").GetString() == "directed")
            .GetProperty("today").GetInt32().ShouldBe(2, "the first counted for the day before");

        await practice.PassAsync(TimeSpan.FromHours(2));
        Ids(await practice.DeskAsync(), "dueSoon").ShouldBe([early]);
        await practice.PassAsync(TimeSpan.FromHours(20));
        Ids(await UntilAsync(practice.DeskAsync, page => page["waiting"].GetArrayLength() == 1), "dueSoon").ShouldBe([late]);
        await practice.PassAsync(TimeSpan.FromHours(24));
        Ids(await UntilAsync(practice.DeskAsync, page => page["waiting"].GetArrayLength() == 0), "dueSoon").ShouldBe([active]);

        Ok(await SayAsync(practice.Wang, active));
        var answered = await practice.DeskAsync();
        Ids(answered, "dueSoon").ShouldBeEmpty();
        Item(answered, active).TryGetProperty("replyBy", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_desk_is_its_doctors_alone()
    {
        await using var practice = await OpenAsync();
        foreach (var path in new[] { "desk", "quick-replies" })
            foreach (var person in new[] { practice.Lin, practice.Operator })
                (await person.GetAsync($"/doctors/{practice.Doctor}/{path}")).Code.ShouldBe("forbidden");
        (await practice.Lin.GetAsync($"/doctors/{practice.Doctor}/figures")).Code.ShouldBe("forbidden");
        (await practice.Lin.PutAsync($"/doctors/{practice.Doctor}/caps/directed", new { perDay = 0 })).Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task Slots_are_published_booked_by_one_and_free_again()
    {
        await using var practice = await OpenAsync();
        Ok(await practice.Wang.PutAsync($"/doctors/{practice.Doctor}/offerings/video", new { priceFen = 9900 }));
        var ten = practice.Now.AddHours(2);
        var path = $"/doctors/{practice.Doctor}/slots/{ten:yyyy-MM-ddTHH:mm:ssZ}";
        Ok(await practice.Wang.PutAsync(path, new { minutes = 15 }));
        (await practice.Wang.PutAsync(path.Replace("02:00", "02:05", StringComparison.Ordinal), new { minutes = 15 })).Code.ShouldBe("slot.overlap");
        var free = Ok(await practice.Lin.GetAsync($"/doctors/{practice.Doctor}/slots"))["slots"].EnumerateArray().Single();
        (free.GetProperty("start").GetDateTimeOffset(), free.GetProperty("minutes").GetInt32()).ShouldBe((ten, 15));

        var booked = await practice.RequestAsync("video", ten);
        await practice.BecomesAsync(booked, "waiting");
        Ok(await practice.Lin.GetAsync($"/doctors/{practice.Doctor}/slots"))["slots"].GetArrayLength().ShouldBe(0);
        Item(await practice.DeskAsync(), booked).GetProperty("slotAt").GetDateTimeOffset().ShouldBe(ten);
        var second = await practice.RequestAsync("video", ten);
        await practice.BecomesAsync(second, "cancelled");
        (await practice.LastAsync($"consultation/{second}", "consultation.cancelled")).GetProperty("code").GetString().ShouldBe("slot.taken");
        (await practice.Wang.DeleteAsync(path)).Code.ShouldBe("slot.taken");

        Ok(await practice.Lin.PostAsync($"/consultations/{booked}/cancel"));
        await UntilAsync(
            () => practice.Lin.GetAsync($"/doctors/{practice.Doctor}/slots"), reply => reply["slots"].GetArrayLength() == 1);
        Ok(await practice.Wang.DeleteAsync(path));
        Ok(await practice.Lin.GetAsync($"/doctors/{practice.Doctor}/slots"))["slots"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Figures_tell_the_doctor_and_operators_what_was_done_each_day()
    {
        await using var practice = await OpenAsync();
        var id = await practice.AcceptedAsync();
        Ok(await SayAsync(practice.Lin, id));
        await practice.PassAsync(TimeSpan.FromMinutes(5));
        Ok(await SayAsync(practice.Wang, id));
        Ok(await practice.Wang.PostAsync($"/consultations/{id}/complete", new
        {
            impression = "上呼吸道感染可能", plan = "多饮水", redFlags = "呼吸困难", goOffline = false,
        }));
        await practice.PassAsync(TimeSpan.FromDays(1));
        Ok(await practice.Lin.PostAsync($"/consultations/{id}/rating", new { stars = 4 }));

        var figures = await UntilAsync(
            () => practice.Operator.GetAsync($"/doctors/{practice.Doctor}/figures"), reply => reply["days"].GetArrayLength() == 2);
        var days = figures["days"].EnumerateArray().ToArray();
        days[0].GetProperty("day").GetString().ShouldBe("2030-01-01");
        days[0].GetProperty("answered").GetInt32().ShouldBe(1);
        days[0].GetProperty("rounds").GetInt32().ShouldBe(1);
        days[0].GetProperty("medianFirstAnswerSeconds").GetDouble().ShouldBe(300);
        days[1].GetProperty("answered").GetInt32().ShouldBe(0);
        days[1].GetProperty("averageStars").GetDouble().ShouldBe(4);

        var path = $"/doctors/{practice.Doctor}/figures?from=2030-01-02&to=2030-01-02";
        Ok(await practice.Wang.GetAsync(path))["days"].EnumerateArray().Single().GetProperty("ratings").GetInt32().ShouldBe(1);
        (await practice.Wang.GetAsync($"/doctors/{practice.Doctor}/figures?from=2030-01-02&to=2030-01-01")).Code.ShouldBe("invalid");
    }

    [Fact]
    public async Task Ratings_are_shown_to_everybody_with_the_profile_and_in_the_list()
    {
        await using var practice = await OpenAsync();
        var path = $"/doctors/{practice.Doctor}";
        Ok(await practice.Lin.GetAsync(path)).Body.TryGetProperty("rating", out _).ShouldBeFalse("nobody has rated");
        var id = await practice.AcceptedAsync();
        Ok(await SayAsync(practice.Wang, id));
        Ok(await practice.Wang.PostAsync($"/consultations/{id}/complete", new
        {
            impression = "上呼吸道感染可能", plan = "多饮水", redFlags = "呼吸困难", goOffline = false,
        }));
        Ok(await practice.Lin.PostAsync($"/consultations/{id}/rating", new { stars = 4 }));

        var profile = await UntilAsync(() => practice.Lin.GetAsync(path), reply => reply.Body.TryGetProperty("rating", out _));
        profile["rating"].GetRawText().ShouldBe("""{"count":1,"average":4}""");
        var entry = Ok(await practice.Lin.GetAsync("/doctors"))["doctors"].EnumerateArray().Single();
        entry.GetProperty("rating").GetRawText().ShouldBe("""{"count":1,"average":4}""");
    }

    [Fact]
    public async Task Saved_texts_are_listed_replaced_and_removed()
    {
        await using var practice = await OpenAsync();
        var path = $"/doctors/{practice.Doctor}/quick-replies";
        Ok(await practice.Wang.PutAsync($"{path}/hello", new { text = "您好" }));
        Ok(await practice.Wang.PutAsync($"{path}/water", new { text = "多饮水" }));
        Ok(await practice.Wang.PutAsync($"{path}/hello", new { text = "您好，请讲" }));
        Ok(await practice.Wang.DeleteAsync($"{path}/water"));
        var reply = Ok(await practice.Wang.GetAsync(path))["replies"].EnumerateArray().Single();
        (reply.GetProperty("key").GetString(), reply.GetProperty("text").GetString()).ShouldBe(("hello", "您好，请讲"));
    }

    private static string[] Ids(Reply desk, string list) => [.. desk[list].EnumerateArray().Select(id => id.GetString()!)];

    private static System.Text.Json.JsonElement Item(Reply desk, string id) =>
        desk["items"].EnumerateArray().Single(item => item.GetProperty("consultation").GetString() == id);
}
