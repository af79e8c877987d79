using Consult.Tools.Replay;

namespace Consult.Process.Tests;

public sealed class ReplayTests
{
    private static readonly IReadOnlyList<Consultation> Input =
        Consultation.Read(Path.Combine(AppContext.BaseDirectory, "consultations.jsonl"), 12);

    private static readonly int Messages = Input.Sum(one => Script.Of(one.Ask, one.Answer).Count);

    [Fact]
    public async Task A_replay_is_clean_and_leaves_an_intact_record()
    {
        await using var folder = new ServerFolder();
        await folder.StartAsync();

        var result = await ReplayRun.RunAsync(Input, Options(folder), new Milestones(), CancellationToken.None);

        ShouldBeClean(result);
        await folder.KillAsync();
        (await folder.VerifyAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_replay_goes_on_over_a_server_killed_in_the_middle_and_nothing_acknowledged_is_lost()
    {
        await using var folder = new ServerFolder();
        await folder.StartAsync();
        var milestones = new Milestones(Messages / 4, Messages / 2);

        var replay = ReplayRun.RunAsync(Input, Options(folder), milestones, CancellationToken.None);
        foreach (var reached in milestones.Reached)
        {
            (await Task.WhenAny(reached, replay)).ShouldBe(reached);
            await folder.KillAsync();
            await folder.StartAsync();
        }
        var result = await replay;

        ShouldBeClean(result);
        result.Reconnects.ShouldBeGreaterThan(0);
        await folder.KillAsync();
        (await folder.VerifyAsync()).ShouldBe(0);
    }

    private static void ShouldBeClean(ReplayResult result)
    {
        result.Failed.ShouldBeEmpty();
        result.Findings.ShouldBeEmpty();
        (result.Consultations, result.Messages).ShouldBe((Input.Count, Messages));
    }

    private static ReplayOptions Options(ServerFolder folder) => new() { Server = folder.Address, Parallel = 6 };

    /// <summary>Tells when so many messages were acknowledged.</summary>
    private sealed class Milestones(params int[] messages) : IProgress<ReplayProgress>
    {
        private readonly TaskCompletionSource[] _reached =
            [.. messages.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];

        public IEnumerable<Task> Reached => _reached.Select(one => one.Task);

        public void Report(ReplayProgress value)
        {
            foreach (var (milestone, reached) in messages.Zip(_reached).Where(one => value.Messages >= one.First))
                reached.TrySetResult();
        }
    }
}
