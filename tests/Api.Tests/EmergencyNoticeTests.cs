using Consult.Testing.Server;

namespace Consult.Api.Tests;

/// <summary>
/// Red flags: who writes of an emergency is told at once whom to call, by the system and never in a doctor's name
/// (互联网诊疗监管细则 2022, art. 13, 21).
/// </summary>
public sealed class EmergencyNoticeTests
{
    [Fact]
    public async Task Who_writes_of_an_emergency_is_told_at_once_whom_to_call_and_it_uses_no_round()
    {
        await using var server = await TestServer.StartAsync();
        using var practice = await Practice.OpenAsync(server);

        var id = await practice.RequestAsync("胸痛一小时");
        var notice = (await EventsAsync(practice.Lin, id)).Single();
        notice.GetProperty("body").GetProperty("flag").GetString().ShouldBe("chestPain");
        notice.GetProperty("body").GetProperty("text").GetString()!.ShouldContain("120");
        notice.GetProperty("by").GetProperty("role").GetString().ShouldBe("system");
        notice.GetProperty("seq").GetInt64().ShouldBe(2, "right behind the request, before anybody has read it");

        Practice.Accepted(await practice.Wang.PostAsync($"/consultations/{id}/accept"));
        Practice.Accepted(await practice.Lin.PostAsync($"/consultations/{id}/messages", new { text = "我不想死" }));
        Practice.Accepted(await practice.Lin.PostAsync($"/consultations/{id}/messages", new { text = "有时想死" }));

        var seenByDoctor = await EventsAsync(practice.Wang, id);
        seenByDoctor.Select(e => e.GetProperty("body").GetProperty("flag").GetString()).ShouldBe(["chestPain", "suicide"]);
        seenByDoctor[1].GetProperty("body").GetProperty("text").GetString()!.ShouldContain("12356");
        (await practice.Lin.GetAsync($"/consultations/{id}"))["roundsUsed"].GetInt32().ShouldBe(1);
    }

    private static async Task<System.Text.Json.JsonElement[]> EventsAsync(Person reader, string id) =>
    [
        .. Practice.Accepted(await reader.GetAsync($"/feeds/consultation/{id}/events?limit=100"))["events"].EnumerateArray()
            .Where(e => e.GetProperty("type").GetString() == "automatic.posted"),
    ];
}
