using System.Text.Json;
using Consult.Silo.Hosting;
using Consult.Testing;
using Consult.Testing.Server;
using Microsoft.Extensions.Logging;

namespace Consult.Api.Tests.Interviews;

/// <summary>A model behind the assistant's port: asked only with consent, and never waited for longer than ten seconds.</summary>
public sealed class ModelTests : IAsyncLifetime
{
    private const string Key = "sk-secret-of-the-model";

    private ModelStandIn _model = null!;

    public async Task InitializeAsync() => _model = await ModelStandIn.StartAsync();

    public async Task DisposeAsync() => await _model.DisposeAsync();

    [Fact]
    public async Task A_models_question_and_summary_are_the_systems_and_labelled()
    {
        await using var stage = await OpenAsync();
        _model.Says("""{"question":"痰是什么颜色？"}""");
        var id = await stage.Practice.RequestAsync();
        (await stage.QuestionAsync(id, 1)).ShouldBe(("model", "【系统自动提问】痰是什么颜色？"));

        // Models like to wrap what they were asked for.
        _model.Says("""好的：```json {"question":"晚上出汗吗？"} ```""");
        await InterviewStage.OkAsync(stage.AnswerAsync(id, 1, "黄色的"));
        (await stage.QuestionAsync(id, 2)).Text.ShouldBe("【系统自动提问】晚上出汗吗？");
        _model.Says("""{"done":true,"summary":"咳黄痰，夜间盗汗。"}""");
        await InterviewStage.OkAsync(stage.AnswerAsync(id, 2, "出汗"));

        (await stage.EndAsync(id)).ShouldBe("finished");
        var summary = await InterviewStage.AutomaticAsync(stage.Wang, id, "summary");
        summary.GetProperty("by").GetProperty("role").GetString().ShouldBe("system");
        var text = summary.GetProperty("body").GetProperty("text").GetString()!;
        text.ShouldStartWith("【系统自动整理，非医生意见】");
        text.ShouldContain("模型概括（可能有误，以患者原话为准）：咳黄痰，夜间盗汗。");
        text.ShouldContain("黄色的");
    }

    [Fact]
    public async Task The_model_is_told_the_case_and_neither_who_it_is_nor_what_identifies_the_consultation()
    {
        await using var stage = await OpenAsync();
        var id = await stage.Practice.RequestAsync("咳嗽三天，晚上加重");

        var (authorization, body) = await _model.AskedAsync();

        authorization.ShouldBe($"Bearer {Key}");
        body.GetProperty("model").GetString().ShouldBe("stand-in");
        var told = JsonSerializer.Deserialize<JsonElement>(body.GetProperty("messages")[1].GetProperty("content").GetString()!);
        told.EnumerateObject().Select(member => member.Name).ShouldBe(["department", "age", "complaint", "asked"]);
        told.GetProperty("complaint").GetString().ShouldBe("咳嗽三天，晚上加重");
        foreach (var secret in new[] { id, stage.Practice.Patient, stage.Practice.Doctor, "林小满", "1990-04-01", "a-lin" })
            body.GetRawText().ShouldNotContain(secret);
    }

    [Fact]
    public async Task What_identifies_the_patient_in_the_own_words_is_masked_before_the_model_hears_it()
    {
        await using var stage = await OpenAsync();
        await stage.Practice.RequestAsync("我叫张晓岚，咳嗽三天，电话一三八零零一三八零零零");

        var (_, body) = await _model.AskedAsync();

        var told = JsonSerializer.Deserialize<JsonElement>(body.GetProperty("messages")[1].GetProperty("content").GetString()!);
        told.GetProperty("complaint").GetString().ShouldBe("我叫****，咳嗽三天，电话****");
    }

    [Fact]
    public async Task Without_consent_to_sharing_the_script_asks_and_the_model_hears_nothing()
    {
        await using var stage = await OpenAsync(consents: false);
        var id = await stage.Practice.RequestAsync();
        (await stage.QuestionAsync(id, 1)).Source.ShouldBe("script");
        await InterviewStage.OkAsync(stage.AnswerAsync(id, 1, "三天前"));
        await InterviewStage.OkAsync(stage.Wang.PostAsync($"/consultations/{id}/accept"));
        await InterviewStage.AutomaticAsync(stage.Wang, id, "summary");
        _model.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_consent_that_is_withdrawn_midway_counts_from_the_next_question_on()
    {
        await using var stage = await OpenAsync();
        _model.Says("""{"question":"痰是什么颜色？"}""");
        var id = await stage.Practice.RequestAsync();
        (await stage.QuestionAsync(id, 1)).Source.ShouldBe("model");
        await InterviewStage.OkAsync(stage.Lin.DeleteAsync($"/patients/{stage.Practice.Patient}/consents/thirdPartySharing"));

        await InterviewStage.OkAsync(stage.AnswerAsync(id, 1, "黄色的"));

        (await stage.QuestionAsync(id, 2)).Source.ShouldBe("script");
        _model.Count.ShouldBe(1);
    }

    public static TheoryData<string, string> Nonsense() => new()
    {
        { "no JSON", "<html>502</html>" },
        { "no choices", """{"choices":[]}""" },
        { "no content", """{"choices":[{"message":{"role":"assistant","content":null}}]}""" },
        { "prose", Saying("我觉得您得了肺炎，请服用阿莫西林。") },
        { "no question", Saying("""{"answer":"好"}""") },
        { "a diagnosis in its place", Saying("""{"question":"您得的是肺炎。"}""") },
        { "too long a question", Saying($$"""{"question":"{{new string('痛', 300)}}？"}""") },
        { "enough before anything was asked", Saying("""{"done":true}""") },
        { "more than is read", Saying(new string('痛', 200_000)) },
    };

    [Theory, MemberData(nameof(Nonsense))]
    public async Task What_a_model_says_that_is_no_question_is_not_asked(string what, string body)
    {
        await using var stage = await OpenAsync();
        _model.Returns(body);
        var id = await stage.Practice.RequestAsync();
        (await stage.QuestionAsync(id, 1)).Source.ShouldBe("script", what);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(401)]
    [InlineData(307)]
    public async Task A_model_that_fails_is_replaced_and_not_followed_elsewhere(int status)
    {
        await using var stage = await OpenAsync();
        _model.Fails(status);
        var id = await stage.Practice.RequestAsync();
        (await stage.QuestionAsync(id, 1)).Source.ShouldBe("script");
        _model.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_replaced()
    {
        await using var stage = await OpenAsync();
        await _model.DisposeAsync();
        var id = await stage.Practice.RequestAsync();
        (await stage.QuestionAsync(id, 1)).Source.ShouldBe("script");
    }

    [Fact]
    public async Task A_silent_model_is_waited_for_ten_seconds_and_keeps_no_doctor_from_accepting()
    {
        var clock = new VirtualClock();
        await using var stage = await OpenAsync(clock);
        _model.Says("""{"question":"痰是什么颜色？"}""");
        var id = await stage.Practice.RequestAsync();
        await _model.AskedAsync();
        await stage.QuestionAsync(id, 1);
        _model.IsSilent();
        await InterviewStage.OkAsync(stage.AnswerAsync(id, 1, "黄色的"));
        await _model.AskedAsync();

        // While it is silent the consultation goes on.
        await InterviewStage.OkAsync(stage.Wang.PostAsync($"/consultations/{id}/accept"));
        await InterviewStage.OkAsync(stage.Wang.PostAsync($"/consultations/{id}/messages", new { text = "您好" }));
        (await stage.EndAsync(id)).ShouldBe("accepted");

        // The question that nobody wants any more, then the summary.
        clock.Advance(TimeSpan.FromSeconds(10));
        await _model.AskedAsync();
        clock.Advance(TimeSpan.FromSeconds(10));
        var text = (await InterviewStage.AutomaticAsync(stage.Wang, id, "summary")).GetProperty("body").GetProperty("text").GetString()!;
        text.ShouldContain("黄色的");
        text.ShouldNotContain("模型概括");
    }

    [Fact]
    public async Task Neither_what_is_said_nor_the_key_is_logged()
    {
        await using var stage = await OpenAsync();
        _model.Returns(Saying("模型的胡言乱语"));
        var id = await stage.Practice.RequestAsync("秘密的病情");
        await stage.QuestionAsync(id, 1);
        _model.Fails(500);
        await InterviewStage.OkAsync(stage.AnswerAsync(id, 1, "秘密的回答"));
        await stage.QuestionAsync(id, 2);

        stage.Server.Logs.Where(line => line.Id.Id == 2100).Count().ShouldBe(2);
        foreach (var secret in new[] { Key, "秘密的", "胡言乱语", "什么时候开始" })
            stage.Server.Logs.Where(line => line.Text.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty(secret);
        stage.Server.Logs.Where(line => line.Level >= LogLevel.Error).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--Interviews:Model:BaseUrl", "http://model.example")]
    [InlineData("--Interviews:Model:BaseUrl", "https://model.example")]
    [InlineData("--Interviews:Model:BaseUrl", "model")]
    [InlineData("--Interviews:Script", "/no/such/questions.json")]
    [InlineData("--Interviews:MaxQuestions", "0")]
    [InlineData("--Interviews:MaxQuestions", "21")]
    [InlineData("--Interviews:MaxAnswer", "4001")]
    public async Task A_server_that_could_not_ask_as_configured_does_not_start(string setting, string value) =>
        // The second address is well, but for the model's missing name.
        await Should.ThrowAsync<ConfigurationException>(() => TestServer.StartAsync(settings: [setting, value]));

    private async Task<InterviewStage> OpenAsync(VirtualClock? clock = null, bool consents = true)
    {
        var stage = await InterviewStage.OpenAsync(
            clock, "--Interviews:Model:BaseUrl", _model.Url, "--Interviews:Model:Name", "stand-in", "--Interviews:Model:ApiKey", Key);
        if (consents) await stage.ConsentToSharingAsync();
        return stage;
    }

    private static string Saying(string content) =>
        JsonSerializer.Serialize(new { choices = new[] { new { message = new { role = "assistant", content } } } });
}
