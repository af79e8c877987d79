using System.Threading.Channels;
using Consult.Feeds;

namespace Consult.Silo.Tests.Feeds;

/// <summary>A relay's end of a watch: keeps the frames it was sent; a test can make it slow or let it fail.</summary>
internal sealed class FrameReader : IFeedObserver
{
    private readonly Channel<FeedFrame> _frames = Channel.CreateUnbounded<FeedFrame>();
    private TaskCompletionSource? _next;

    /// <summary>Frames that wait to be looked at.</summary>
    public int Waiting => _frames.Reader.Count;

    /// <summary>What the next frame is answered with.</summary>
    public TaskCompletionSource HoldNext() => _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public Task OnFrame(FeedFrame frame)
    {
        var answer = Interlocked.Exchange(ref _next, null);
        _frames.Writer.TryWrite(frame);
        return answer?.Task ?? Task.CompletedTask;
    }

    /// <summary>The next frame.</summary>
    public Task<FeedFrame> NextAsync() => _frames.Reader.ReadAsync().AsTask().Limited();

    /// <summary>The next frames, up to the one that ends at an event.</summary>
    public async Task<List<FeedFrame>> UpToAsync(long seq)
    {
        List<FeedFrame> frames = [];
        do frames.Add(await NextAsync());
        while (frames[^1].To.Seq < seq);
        return frames;
    }
}
