using System.Diagnostics;
using Consult.Feeds.Storage;
using Consult.Testing.Server;
using Consult.Tools.Replay;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Tools.Tests;

/// <summary>What the tool ends with, as a process, against a real server whose store does one thing wrong.</summary>
public sealed class ExitCodeTests
{
    private static readonly string[] AlwaysOpen = ["--Departments:QuietHours:From", "00:00", "--Departments:QuietHours:To", "00:00"];

    [Theory]
    [InlineData(Sabotage.None, 0, "lost=0 doubled=0 misordered=0 altered=0 unexpected=0")]
    [InlineData(Sabotage.Drop, 1, "lost=4 doubled=0")]
    [InlineData(Sabotage.Repeat, 1, "lost=0 doubled=4")]
    [InlineData(Sabotage.Swap, 1, "lost=0 doubled=0 misordered=")]
    public async Task A_replay_against_a_sabotaged_store_says_so_and_ends_with_1(Sabotage sabotage, int exitCode, string says)
    {
        await using var server = await StartAsync(sabotage);

        var (code, output) = await RunAsync("replay", "consultations.jsonl", "--limit", "2", "--server", server.Url.ToString());

        code.ShouldBe(exitCode, output);
        output.ShouldContain(says);
    }

    // One of each kind.
    [Theory]
    [InlineData(Sabotage.None, 0, "quick=1 directed=1 video=1 revisit=1 freeClinic=1", "lost=0 doubled=0 misordered=0 altered=0 unexpected=0 failed=0")]
    [InlineData(Sabotage.Drop, 1, "quick=1 directed=1 video=1 revisit=1 freeClinic=1", "lost=10 doubled=0")]
    [InlineData(Sabotage.Repeat, 1, "quick=1 directed=1 video=1 revisit=1 freeClinic=1", "lost=0 doubled=10")]
    [InlineData(Sabotage.Swap, 1, "quick=1 directed=1 video=1 revisit=1 freeClinic=1", "lost=0 doubled=0 misordered=")]
    public async Task A_mixture_is_compared_in_every_kind(Sabotage sabotage, int exitCode, string played, string says)
    {
        await using var server = await StartAsync(sabotage, AlwaysOpen);

        var (code, output) = await MixAsync(server);

        code.ShouldBe(exitCode, output);
        output.ShouldContain(played);
        output.ShouldContain(says);
    }

    [Fact]
    public async Task The_end_of_every_kind_is_looked_at()
    {
        await using var server = await TestServer.StartAsync(
            adjust: builder => builder.Services.AddTransient<IStartupFilter, SabotagedAnswers>(), settings: AlwaysOpen);

        var (code, output) = await MixAsync(server);

        code.ShouldBe(1, output);
        foreach (var kind in new[] { "quick", "directed", "video", "revisit", "freeClinic" }) output.ShouldContain($"{kind}: status is active");
        output.ShouldContain("quick: department is ");
        output.ShouldContain("freeClinic: clinic is ");
        output.ShouldContain("quick: taken twice");
        output.ShouldContain("video: talkedSeconds is ");
        output.ShouldContain("s counted of at most ");
        output.ShouldContain("revisit: prescription status is lapsed");
        output.ShouldContain("revisit: the document is another");
    }

    [Fact]
    public async Task At_night_a_mixture_is_played_without_quick_consultations_and_says_so()
    {
        await using var server = await TestServer.StartAsync(
            settings: ["--Departments:QuietHours:From", "00:00", "--Departments:QuietHours:To", "23:59:59.9999999"]);

        var (code, output) = await MixAsync(server);

        code.ShouldBe(0, output);
        output.ShouldContain("quick consultations are closed until ");
        output.ShouldContain("consultations=5 directed=2 video=1 revisit=1 freeClinic=1");
    }

    [Fact]
    public async Task Questions_in_groups_carry_nothing_private_to_other_members()
    {
        await using var server = await TestServer.StartAsync();

        var (code, output) = await RunAsync("replay", "consultations.jsonl", "--groups", "--limit", "10", "--server", server.Url.ToString());

        code.ShouldBe(0, output);
        output.ShouldContain("groups=1 questions=10 held=0 refused=0 readers=2");
        output.ShouldContain("leaked=0 missing=0");
    }

    [Theory]
    [InlineData(Sabotage.None, 0, "lost=0 doubled=0 misordered=0 differing=0")]
    [InlineData(Sabotage.Drop, 1, "lost=1 doubled=0 misordered=0 differing=10")]
    [InlineData(Sabotage.Repeat, 1, "lost=0 doubled=1 misordered=0 differing=0")]
    public async Task What_every_viewer_of_a_livestream_received_is_compared(Sabotage sabotage, int exitCode, string says)
    {
        await using var server = await StartAsync(sabotage);

        var (code, output) = await RunAsync(
            "replay", "consultations.jsonl", "--livestream", "--limit", "6", "--viewers", "10", "--server", server.Url.ToString());

        code.ShouldBe(exitCode, output);
        output.ShouldContain("livestream: viewers=10 questions=6 answered=5 votes=12 lines=11 held=0 ");
        output.ShouldContain(says);
    }

    [Fact]
    public async Task What_is_held_in_a_livestream_is_released_and_compared_too()
    {
        await using var server = await TestServer.StartAsync();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file,
                """{"id": 1, "department": "呼吸内科", "title": "咳嗽", "ask": "咳嗽三天，加我微信 wxid_abc12345 细说", "answer": "扫码下单 http://buy.example.com"}""");

            var (code, output) = await RunAsync("replay", file, "--livestream", "--viewers", "3", "--server", server.Url.ToString());

            code.ShouldBe(0, output);
            output.ShouldContain("questions=1 answered=1 votes=2 lines=2 held=2 ");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_livestream_with_too_few_viewers_for_the_questions_ends_with_2()
    {
        await using var server = await TestServer.StartAsync();

        var (code, output) = await RunAsync(
            "replay", "consultations.jsonl", "--livestream", "--limit", "4", "--viewers", "1", "--server", server.Url.ToString());

        code.ShouldBe(2, output);
        output.ShouldContain("1 viewers ask at most 3 questions.");
    }

    [Fact]
    public async Task A_replay_without_a_server_ends_with_2()
    {
        var (code, _) = await RunAsync("replay", "consultations.jsonl", "--server", "http://127.0.0.1:1/");
        code.ShouldBe(2);
    }

    private static Task<TestServer> StartAsync(Sabotage sabotage, params string[] settings) => TestServer.StartAsync(
        adjust: builder =>
        {
            var real = builder.Services.Last(service => service.ServiceType == typeof(IFeedStore));
            builder.Services.Remove(real);
            builder.Services.AddSingleton<IFeedStore>(provider =>
                new SabotagedStore((IFeedStore)real.ImplementationFactory!(provider), sabotage));
        },
        settings: settings);

    private static Task<(int Code, string Output)> MixAsync(TestServer server) =>
        RunAsync("replay", "consultations.jsonl", "--mix", "--limit", "5", "--server", server.Url.ToString());

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ReplayRun).Assembly.Location, .. arguments])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
