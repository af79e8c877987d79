namespace Consult.Bench.Stream;

/// <summary>What a received message is.</summary>
internal enum Received
{
    /// <summary>Chat lines, perhaps none.</summary>
    Lines,

    /// <summary>An answer to a post.</summary>
    Answer,

    /// <summary>A refusal of a post.</summary>
    Refusal,

    /// <summary>A question whether the client is still there.</summary>
    Ping,

    /// <summary>A farewell.</summary>
    Close,
}

/// <summary>How a server is spoken to over a raw WebSocket.</summary>
internal abstract class Wire
{
    /// <summary>What ends a message inside a WebSocket message; null where each of those is one.</summary>
    public abstract byte? Separator { get; }

    /// <summary>What is sent to enter the room, in order; each is answered by one message.</summary>
    public abstract IReadOnlyList<string> Greetings { get; }

    /// <summary>Messages that the server sends before it is greeted.</summary>
    public abstract int Unasked { get; }

    /// <summary>A post.</summary>
    public abstract string Post(int poster, int number, string text);

    /// <summary>What a message is.</summary>
    public abstract Received Read(ReadOnlySpan<byte> message);

    /// <summary>The answer to a ping; null where none is asked.</summary>
    public virtual string? Pong => null;
}

/// <summary>The JSON protocol of SignalR.</summary>
internal sealed class HubWire(string feed) : Wire
{
    private const string End = "\u001e";

    public override byte? Separator => 0x1e;

    public override int Unasked => 0;

    public override IReadOnlyList<string> Greetings { get; } =
    [
        "{\"protocol\":\"json\",\"version\":1}" + End,
        $"{{\"type\":1,\"invocationId\":\"s\",\"target\":\"Subscribe\",\"arguments\":[\"{feed}\",\"0\"]}}" + End,
    ];

    public override string Post(int poster, int number, string text) =>
        $"{{\"type\":1,\"invocationId\":\"p\",\"target\":\"Post\",\"arguments\":[\"{feed}\",\"p{poster}-{number}\",{{\"text\":\"{text}\"}}]}}" + End;

    public override Received Read(ReadOnlySpan<byte> message) =>
        message.StartsWith("{\"type\":3"u8)
            ? message.IndexOf("\"code\":\""u8) >= 0 || message.IndexOf("\"error\""u8) >= 0 ? Received.Refusal : Received.Answer
            : message.StartsWith("{\"type\":7"u8) || message.IndexOf("\"target\":\"bye\""u8) >= 0 ? Received.Close : Received.Lines;
}

/// <summary>The protocol of Socket.IO 4 over engine.io 4.</summary>
internal sealed class SocketIoWire : Wire
{
    public override byte? Separator => null;

    public override int Unasked => 1;

    public override IReadOnlyList<string> Greetings { get; } = ["40"];

    public override string? Pong => "3";

    public override string Post(int poster, int number, string text) => $"42{number}[\"post\",\"{text}\"]";

    public override Received Read(ReadOnlySpan<byte> message) => message switch
    {
        [(byte)'2'] => Received.Ping,
        [(byte)'4', (byte)'3', ..] => Received.Answer,
        [(byte)'1', ..] or [(byte)'4', (byte)'1', ..] => Received.Close,
        _ => Received.Lines,
    };
}
