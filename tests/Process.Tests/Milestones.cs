using Consult.Tools.Replay;

namespace Consult.Process.Tests;

/// <summary>Tells when so many messages were acknowledged.</summary>
internal sealed class Milestones(params int[] messages) : IProgress<ReplayProgress>
{
    private readonly TaskCompletionSource[] _reached =
        [.. messages.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];

    public IEnumerable<Task> Reached => _reached.Select(one => one.Task);

    public void Report(ReplayProgress value)
    {
        foreach (var (_, reached) in messages.Zip(_reached).Where(one => value.Messages >= one.First))
            reached.TrySetResult();
    }
}
