using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Consult.Api.Live;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Silo.Tests.Feeds;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace Consult.Cluster.Tests.Nodes;

/// <summary>
/// A client at one API node: the relay's real connection and frames, on a socket of memory. It holds every frame against
/// the one before, so that whatever it has seen it has seen once and in order.
/// </summary>
internal sealed class Reader : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1e;

    private readonly Pipe _socket = new();
    private readonly DefaultConnectionContext _context;
    private readonly LiveConnection _connection;
    private readonly Relay _relay;
    private readonly List<(long Seq, string Command)> _events = [];
    private FeedId _feed;

    public Reader(Node node, string account, TimeProvider clock)
    {
        _relay = node.Relay;
        _context = new(Guid.NewGuid().ToString("N"), new Wire(_socket.Writer), new Wire(_socket.Writer));
        var hub = new HubConnectionContext(
            _context, new() { KeepAliveInterval = Timeout.InfiniteTimeSpan }, NullLoggerFactory.Instance)
        {
            Protocol = new JsonHubProtocol(),
        };
        var who = new SignedIn(new(account), Role.Patient, null, clock.GetUtcNow().AddDays(1));
        _connection = new(hub, who, clock);
        _relay.Add(_connection);
    }

    /// <summary>Up to where it has read; all it takes to go on elsewhere.</summary>
    public Position Position { get; private set; }

    /// <summary>The events it was shown: their numbers, and the commands that caused them.</summary>
    public IReadOnlyList<(long Seq, string Command)> Events => _events;

    /// <summary>Why its subscription was ended; null while it was not.</summary>
    public string? Stopped { get; private set; }

    /// <summary>Begins to watch from its position on, which may be another reader's.</summary>
    /// <returns>Why it may not.</returns>
    public async Task<string?> SubscribeAsync(FeedId feed, Position position = default)
    {
        (_feed, Position) = (feed, position);
        return (await _relay.SubscribeAsync(_connection, feed, position, CancellationToken.None).Limited()).Code;
    }

    /// <summary>Reads until an event was covered.</summary>
    public async Task ReachAsync(long seq)
    {
        while (Position.Seq < seq) Take(await NextAsync());
    }

    /// <summary>Reads until the subscription is ended.</summary>
    public async Task<string> StopAsync()
    {
        while (Stopped is null) Take(await NextAsync());
        return Stopped;
    }

    /// <summary>Leaves, and with it every feed it watches.</summary>
    public Task LeaveAsync() => _relay.RemoveAsync(_connection.Id);

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync().Limited();
        _context.Abort();
    }

    private void Take(JsonElement call)
    {
        var argument = call.GetProperty("arguments")[0];
        argument.GetProperty("feed").GetString().ShouldBe(_feed.Value);
        if (call.GetProperty("target").GetString() == "stop")
        {
            Stopped = argument.GetProperty("code").GetString()!;
            return;
        }
        Stopped.ShouldBeNull("nothing may follow the end of a subscription");
        argument.GetProperty("from").GetInt64().ShouldBe(Position.Seq + 1, "a frame begins where the last one ended");
        Position.TryParse(argument.GetProperty("to").GetString(), out var to).ShouldBeTrue();
        foreach (var e in argument.GetProperty("events").EnumerateArray())
            _events.Add((e.GetProperty("seq").GetInt64(), e.GetProperty("command").GetString()!));
        Position = to;
    }

    private async Task<JsonElement> NextAsync()
    {
        while (true)
        {
            var read = await _socket.Reader.ReadAsync().AsTask().Limited();
            if (read.Buffer.PositionOf(RecordSeparator) is { } end)
            {
                var message = JsonDocument.Parse(read.Buffer.Slice(0, end)).RootElement;
                _socket.Reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return message;
            }
            if (read.IsCompleted) throw new InvalidOperationException("The connection was closed.");
            _socket.Reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private sealed class Wire(PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = new Pipe().Reader;

        public PipeWriter Output => output;
    }
}
