using Consult.Testing;
using Consult.Testing.Server;
using Microsoft.Extensions.Logging;

namespace Consult.Api.Tests.Privacy;

/// <summary>What others would see of a text.</summary>
public sealed class PrivacyPreviewTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Path = "/privacy/preview";

    [Fact]
    public async Task Whoever_is_signed_in_sees_what_would_be_masked_and_why_it_would_be_held()
    {
        using var lin = await Person.SignInAsync(fixture.Server, "a-preview", "patient");

        var seen = await lin.PostAsync(Path, new { text = "我叫张三，电话138 0013 8000，加微信zhangsan88" });

        seen.Status.ShouldBe(200);
        seen["text"].GetString().ShouldBe("我叫张**，电话138****8000，加微信****");
        seen["spans"].EnumerateArray().Select(span => (span.GetProperty("kind").GetString(), span.GetProperty("start").GetInt32(), span.GetProperty("length").GetInt32()))
            .ShouldBe([("name", 2, 2), ("mobile", 7, 13), ("weChat", 24, 10)]);
        seen["commercial"].EnumerateArray().Select(reason => reason.GetString()).ShouldBe(["offPlatformContact"]);
        (await lin.PostAsync(Path, new { text = "我叫张三，电话13800138000", level = "public" }))["text"].GetString().ShouldBe("我叫****，电话****");
    }

    [Fact]
    public async Task A_doctor_may_give_the_line_of_the_practice()
    {
        using var wang = await Person.SignInAsync(fixture.Server, "a-preview-doctor", "doctor");
        using var lin = await Person.SignInAsync(fixture.Server, "a-preview-patient", "patient");
        (await wang.PostAsync(Path, new { text = "挂号请打0571-88001234" }))["text"].GetString().ShouldBe("挂号请打0571-88001234");
        (await lin.PostAsync(Path, new { text = "挂号请打0571-88001234" }))["text"].GetString().ShouldBe("挂号请打****");
    }

    [Fact]
    public async Task What_is_no_text_is_refused()
    {
        using var lin = await Person.SignInAsync(fixture.Server, "a-preview-bounds", "patient");
        (await lin.PostAsync(Path, new { text = new string('1', 4_000) })).Status.ShouldBe(200);
        (await lin.PostAsync(Path, new { text = new string('1', 4_001) })).Code.ShouldBe("text.too.long");
        (await lin.PostAsync(Path, new { text = "" })).Code.ShouldBe("invalid");
        (await lin.PostAsync(Path, new { text = "好", level = "nobody" })).Code.ShouldBe("invalid");
    }

    [Fact]
    public async Task It_counts_as_a_command_and_leaves_nothing_in_the_logs()
    {
        await using var server = await TestServer.StartAsync(
            new VirtualClock(),
            settings: ["--CommandRate:PerSecond", "1", "--CommandRate:Burst", "1"],
            adjust: builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddFilter("Consult", LogLevel.Trace));
        using var lin = await Person.SignInAsync(server, "a-preview-rate", "patient");

        (await lin.PostAsync(Path, new { text = "秘密13800138000" })).Status.ShouldBe(200);
        (await lin.PostAsync(Path, new { text = "秘密13800138000" })).Code.ShouldBe("rate.limited");

        await server.StopAsync();
        server.Logs.Where(line => line.Text.Contains("秘密", StringComparison.Ordinal) || line.Text.Contains("13800138000", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
