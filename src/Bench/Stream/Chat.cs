using System.Diagnostics;

namespace Consult.Bench.Stream;

/// <summary>Posts lines at a rate, in turn through some of the viewers.</summary>
internal sealed class Chat(ReadOnlyMemory<Viewer> posters, int rate, int mostUnanswered, TimeSpan beat)
{
    private const string Text = "老师讲得很清楚，我妈妈也是这种情况，晚上咳得厉害，请问需要做检查吗";

    private readonly int[] _posted = new int[posters.Length];

    /// <summary>Posts until cancelled. Whoever waits for too many answers is passed over.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (began, due, next) = (Stopwatch.GetTimestamp(), 0L, 0);
        using var timer = new PeriodicTimer(beat, TimeProvider.System);
        while (await NextAsync(timer, cancellationToken))
        {
            for (var target = (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * rate); due < target; due++)
            {
                next = (next + 1) % posters.Length;
                if (posters.Span[next].Unanswered >= mostUnanswered) continue;
                var number = ++_posted[next];
                var text = string.Concat(ChatToken.Make(next, number), " ", Text.AsSpan(0, 12 + (number % 20)));
                await posters.Span[next].PostAsync(next, number, text, CancellationToken.None);
            }
        }
    }

    /// <summary>Whether a viewer has received every line, and every post was answered with yes.</summary>
    /// <exception cref="InvalidOperationException">A post was refused.</exception>
    public bool IsWhole(Viewer viewer)
    {
        for (var i = 0; i < _posted.Length; i++)
        {
            if (posters.Span[i].Refused > 0) throw new InvalidOperationException("A post was refused.");
            if (viewer.LastOf(i) < _posted[i] || posters.Span[i].Unanswered > 0) return false;
        }
        return true;
    }

    private static async ValueTask<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
