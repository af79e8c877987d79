using System.Diagnostics;
using Consult.Feeds.Storage;
using Consult.Testing.Server;
using Consult.Tools.Replay;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Tools.Tests;

/// <summary>What the tool ends with, as a process, against a real server whose store does one thing wrong.</summary>
public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(Sabotage.None, 0, "lost=0 doubled=0 misordered=0 altered=0")]
    [InlineData(Sabotage.Drop, 1, "lost=4 doubled=0")]
    [InlineData(Sabotage.Repeat, 1, "lost=0 doubled=4")]
    [InlineData(Sabotage.Swap, 1, "lost=0 doubled=0 misordered=")]
    public async Task A_replay_against_a_sabotaged_store_says_so_and_ends_with_1(Sabotage sabotage, int exitCode, string says)
    {
        await using var server = await TestServer.StartAsync(adjust: builder =>
        {
            var real = builder.Services.Last(service => service.ServiceType == typeof(IFeedStore));
            builder.Services.Remove(real);
            builder.Services.AddSingleton<IFeedStore>(provider =>
                new SabotagedStore((IFeedStore)real.ImplementationFactory!(provider), sabotage));
        });

        var (code, output) = await RunAsync("replay", "consultations.jsonl", "--limit", "2", "--server", server.Url.ToString());

        code.ShouldBe(exitCode, output);
        output.ShouldContain(says);
    }

    [Fact]
    public async Task A_replay_without_a_server_ends_with_2()
    {
        var (code, _) = await RunAsync("replay", "consultations.jsonl", "--server", "http://127.0.0.1:1/");
        code.ShouldBe(2);
    }

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
