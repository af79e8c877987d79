using System.Text.Json;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Live;

/// <summary>Somebody at the hub who keeps every call that the server made, in order.</summary>
internal sealed class LiveReader : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HubSocket _socket;
    private int _calls;

    private LiveReader(HubSocket socket) => _socket = socket;

    /// <summary>What the server called, each with its one argument.</summary>
    public List<(string Target, JsonElement Argument)> Heard { get; } = [];

    public static async Task<LiveReader> OpenAsync(TestServer server, Person person)
    {
        var ticket = Practice.Accepted(await person.PostAsync("/tickets"))["ticket"].GetString()!;
        var reader = new LiveReader(await HubSocket.OpenAsync(server, ticket));
        await reader._socket.SendAsync("""{"protocol":"json","version":1}""");
        await reader.TakeAsync(message => !message.TryGetProperty("type", out _));
        return reader;
    }

    /// <summary>Subscribes and returns the answer's code.</summary>
    public async Task<string?> SubscribeAsync(string feed, string position = "0")
    {
        var id = (++_calls).ToString();
        await _socket.SendAsync(
            $$"""{"type":1,"invocationId":"{{id}}","target":"Subscribe","arguments":["{{feed}}","{{position}}"]}""");
        var answer = await TakeAsync(message => message.TryGetProperty("invocationId", out var answered) && answered.GetString() == id);
        return answer.GetProperty("result").GetProperty("code").GetString();
    }

    /// <summary>Posts and returns the answer's code.</summary>
    public async Task<string?> PostAsync(string feed, string command, object body)
    {
        var id = (++_calls).ToString();
        await _socket.SendAsync(
            $$"""{"type":1,"invocationId":"{{id}}","target":"Post","arguments":["{{feed}}","{{command}}",{{JsonSerializer.Serialize(body)}}]}""");
        var answer = await TakeAsync(message => message.TryGetProperty("invocationId", out var answered) && answered.GetString() == id);
        return answer.GetProperty("result").GetProperty("code").GetString();
    }

    /// <summary>Signals something that is true only now.</summary>
    public Task SignalAsync(string feed, string type) =>
        _socket.SendAsync($$"""{"type":1,"target":"Signal","arguments":["{{feed}}","{{type}}"]}""");

    /// <summary>Signals with data and returns the answer's code.</summary>
    public async Task<string?> SignalDataAsync(string feed, string type, string? data)
    {
        var id = (++_calls).ToString();
        await _socket.SendAsync(
            $$"""{"type":1,"invocationId":"{{id}}","target":"SignalData","arguments":["{{feed}}","{{type}}",{{JsonSerializer.Serialize(data)}}]}""");
        var answer = await TakeAsync(message => message.TryGetProperty("invocationId", out var answered) && answered.GetString() == id);
        return answer.GetProperty("result").GetProperty("code").GetString();
    }

    /// <summary>The data of every signal of a feed heard so far, each with its type.</summary>
    public IEnumerable<(string Type, string? Data)> SignalsOf(string feed) =>
        from call in Heard
        where call.Target == "signal" && call.Argument.GetProperty("feed").GetString() == feed
        select (call.Argument.GetProperty("type").GetString()!,
            call.Argument.TryGetProperty("data", out var data) ? data.GetString() : null);

    /// <summary>Waits for a call of the server that passes, unless one was heard already.</summary>
    public async Task<JsonElement> HearAsync(string target, Func<JsonElement, bool> passes)
    {
        for (var next = 0; ; next++)
        {
            if (next == Heard.Count) await TakeAsync(message => message.TryGetProperty("target", out _));
            var (called, argument) = Heard[next];
            if (called == target && passes(argument)) return argument;
        }
    }

    /// <summary>Waits until a frame of the feed has covered a number.</summary>
    public Task<JsonElement> ReachAsync(string feed, long seq) => HearAsync("frame", frame =>
        frame.GetProperty("feed").GetString() == feed && SeqOf(frame.GetProperty("to").GetString()!) >= seq);

    /// <summary>The number in a position.</summary>
    public static long SeqOf(string position) => long.Parse(position.Split('.')[0]);

    public ValueTask DisposeAsync() => _socket.DisposeAsync();

    /// <summary>Takes messages until one passes; calls among them are kept.</summary>
    private async Task<JsonElement> TakeAsync(Func<JsonElement, bool> passes)
    {
        // In all: pings come again and again, and would keep who waits for something else waiting for ever.
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) is var waited && waited < Patience)
        {
            JsonElement message = default;
            var isOpen = await _socket.FindAsync(
                next =>
                {
                    message = next;
                    return true;
                },
                Patience - waited);
            if (!isOpen) break;
            if (message.TryGetProperty("target", out var target))
                Heard.Add((target.GetString()!, message.GetProperty("arguments")[0]));
            if (passes(message)) return message;
        }
        throw new TimeoutException("The server did not say it.");
    }
}
