using Consult.Testing.Server;

namespace Consult.Api.Tests;

/// <summary>Words in one's own consultations.</summary>
public sealed class ConsultationSearchTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_party_finds_what_was_said_and_nobody_else_does()
    {
        using var practice = await Practice.OpenAsync(fixture.Server, "-search");
        using var stranger = await Person.SignInAsync(fixture.Server, "a-stranger", "patient");
        var id = await practice.BeginAsync();
        Practice.Accepted(await practice.Wang.PostAsync($"/consultations/{id}/messages", new { text = "请问有没有感冒？" }));

        var found = await Search(practice.Lin, new { patient = practice.Patient, text = "感冒" });

        found.Status.ShouldBe(200);
        var hit = found["hits"].EnumerateArray().ShouldHaveSingleItem();
        (hit.GetProperty("consultation").GetString(), hit.GetProperty("type").GetString()).ShouldBe((id, "message.posted"));
        hit.GetProperty("excerpt").GetString().ShouldBe("请问有没有感冒？");
        (await Search(practice.Wang, new { doctor = practice.Doctor, text = "咳嗽" }))["hits"].GetArrayLength().ShouldBe(1);
        (await Search(stranger, new { patient = practice.Patient, text = "感冒" })).Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task What_was_recalled_is_not_found()
    {
        using var practice = await Practice.OpenAsync(fixture.Server, "-recalled");
        var id = await practice.BeginAsync();
        var sent = Practice.Accepted(await practice.Lin.PostAsync($"/consultations/{id}/messages", new { text = "其实是胃痛" }));
        var seq = sent["position"].GetString()!.Split('.')[0];
        (await Search(practice.Lin, new { patient = practice.Patient, text = "胃痛" }))["hits"].GetArrayLength().ShouldBe(1);

        Practice.Accepted(await practice.Lin.PostAsync($"/consultations/{id}/messages/{seq}/recall"));

        (await Search(practice.Lin, new { patient = practice.Patient, text = "胃痛" }))["hits"].GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task Without_words_nothing_is_searched(string? text)
    {
        using var practice = await Practice.OpenAsync(fixture.Server, "-empty");
        (await Search(practice.Lin, new { patient = practice.Patient, text })).Code.ShouldBe("invalid");
    }

    private static Task<Reply> Search(Person who, object what) => who.PostAsync("/consultations/search", what);
}
