using System.Buffers;
using System.IO.Pipelines;
using Consult.Api.Live;

namespace Consult.Api.Tests.Live;

/// <summary>A message goes to the transport in one piece: each piece is a WebSocket frame and a write of its own.</summary>
public sealed class WholeMessagesTests
{
    [Fact]
    public async Task A_message_of_many_pages_is_one_piece_also_behind_a_short_one()
    {
        var (near, far) = (new Pipe(), new Pipe());
        var whole = new WholeMessages(new Ends(near.Reader, far.Writer));
        foreach (var size in new[] { 100, 40_000, 7_000, 60_000 })
        {
            await whole.Output.WriteAsync(Enumerable.Range(0, size).Select(i => (byte)i).ToArray());
            var read = (await far.Reader.ReadAsync()).Buffer;
            read.IsSingleSegment.ShouldBeTrue($"{size} bytes");
            read.ToArray().Select((value, i) => value == (byte)i).ShouldAllBe(isSame => isSame);
            read.Length.ShouldBe(size);
            far.Reader.AdvanceTo(read.End);
        }
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
