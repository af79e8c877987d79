using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Consult.Web.Tests.Harness;

/// <summary>Everything that a window received: the frames of its WebSockets and the bodies of its HTTP answers.</summary>
public sealed class Received
{
    private readonly ConcurrentQueue<string> _frames = new();
    private readonly ConcurrentQueue<Task<string>> _bodies = new();

    /// <summary>Records a page from now on.</summary>
    internal Received(IPage page)
    {
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => _frames.Enqueue(frame.Text ?? "");
        page.Response += (_, response) => _bodies.Enqueue(ReadAsync(response));
    }

    /// <summary>What came over WebSockets, in order.</summary>
    public IReadOnlyCollection<string> Frames => _frames;

    /// <summary>All of it, frames and bodies, each with where it came from.</summary>
    public async Task<string> EverythingAsync() =>
        string.Join('\n', [.. _frames, .. await Task.WhenAll(_bodies)]);

    private static async Task<string> ReadAsync(IResponse response)
    {
        // What is not text is no answer of the API: fonts and pictures of the pages.
        if (!response.Headers.GetValueOrDefault("content-type", "").Contains("json", StringComparison.Ordinal)) return response.Url;
        try
        {
            return $"{response.Url} {await response.TextAsync()}";
        }
        catch (PlaywrightException)
        {
            // A document that the window has left, or an answer that a page gave up while it came: the browser has no body of it.
            return response.Url;
        }
    }
}
