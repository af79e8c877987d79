using System.Collections.Concurrent;
using Consult.Client;
using Consult.Tools.Replay;

namespace Consult.Tools.Livestreams;

/// <summary>What was acknowledged in a livestream, and how long each line took to each viewer. Safe for concurrent use.</summary>
internal sealed class StreamLedger(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, long> _sent = [];
    private readonly ConcurrentQueue<SaidLine> _said = [];
    private readonly ConcurrentQueue<TimeSpan> _deliveryTimes = [];

    /// <summary>Everything acknowledged.</summary>
    public IReadOnlyList<SaidLine> Said => [.. _said];

    /// <summary>How long each line took from its first attempt to each viewer; held ones are not counted.</summary>
    public Percentiles DeliveryTimes => Percentiles.Of(_deliveryTimes);

    /// <summary>Writes a line or asks a question, and notes that it was acknowledged.</summary>
    /// <exception cref="ConsultException">It was not.</exception>
    public async Task<SaidLine> SayAsync(Participant who, string path, string word, object body, CancellationToken cancellationToken)
    {
        var command = $"{who.Account}-{word}";
        var sent = time.GetTimestamp();
        _sent[command] = sent;
        var answer = await who.Http.CommandAsync<Answer>(HttpMethod.Post, path, command, body, cancellationToken);
        var line = new SaidLine(command, answer.Line, answer.IsHeld, answer.Position, sent, time.GetTimestamp());
        _said.Enqueue(line);
        return line;
    }

    /// <summary>A viewer received what a command said.</summary>
    public void Delivered(string command)
    {
        if (_sent.TryGetValue(command, out var sent)) _deliveryTimes.Enqueue(time.GetElapsedTime(sent));
    }

    private sealed record Answer(long Line, bool IsHeld, FeedPosition Position);
}
