using System.Collections.Concurrent;
using Consult.Client;

namespace Consult.Tools.Replay;

/// <summary>One message that the server has acknowledged.</summary>
/// <param name="Consultation">Key of the consultation.</param>
/// <param name="Command">Id under which it was posted.</param>
/// <param name="Author">Who posted it.</param>
/// <param name="Text">What was posted.</param>
/// <param name="Position">The position that the acknowledgement named.</param>
public sealed record Acknowledged(string Consultation, string Command, Side Author, string Text, FeedPosition Position)
{
    /// <summary>Where to find it; never the text.</summary>
    public override string ToString() => $"{Consultation} {Command}";
}

/// <summary>
/// The replay's own list of what it was promised, and how long each promise and each delivery took. Safe for
/// concurrent use; grows with the input file.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class AcknowledgedLedger(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, long> _underWay = [];
    private readonly ConcurrentQueue<Acknowledged> _acknowledged = [];
    private readonly ConcurrentQueue<TimeSpan> _acknowledgeTimes = [];
    private readonly ConcurrentQueue<TimeSpan> _deliveryTimes = [];

    /// <summary>Everything acknowledged; of one author in one consultation, in the order sent.</summary>
    public IReadOnlyCollection<Acknowledged> Entries => _acknowledged;

    /// <summary>How long each message took from its first attempt to its acknowledgement.</summary>
    public Percentiles AcknowledgeTimes => Percentiles.Of(_acknowledgeTimes);

    /// <summary>How long each message took from its first attempt to the other side's screen.</summary>
    public Percentiles DeliveryTimes => Percentiles.Of(_deliveryTimes);

    /// <summary>Posts a message and writes down that it was acknowledged.</summary>
    /// <exception cref="ConsultException">It was not.</exception>
    public async Task PostAsync(
        string consultation, string command, Side author, string text, Func<Task<FeedPosition>> post)
    {
        var sent = time.GetTimestamp();
        _underWay[command] = sent;
        var position = await post();
        _acknowledgeTimes.Enqueue(time.GetElapsedTime(sent));
        _acknowledged.Enqueue(new(consultation, command, author, text, position));
    }

    /// <summary>The other side sees the message; counted the first time only.</summary>
    public void Delivered(string command)
    {
        if (_underWay.TryRemove(command, out var sent))
            _deliveryTimes.Enqueue(time.GetElapsedTime(sent));
    }
}

/// <summary>Median and tail of measured times.</summary>
/// <param name="P50">Half were not longer.</param>
/// <param name="P99">99 of 100 were not longer.</param>
public sealed record Percentiles(TimeSpan P50, TimeSpan P99)
{
    /// <summary>By nearest rank; zero when nothing was measured.</summary>
    public static Percentiles Of(IEnumerable<TimeSpan> times)
    {
        TimeSpan[] sorted = [.. times.Order()];
        return new(Rank(0.50), Rank(0.99));

        TimeSpan Rank(double share) =>
            sorted.Length == 0 ? TimeSpan.Zero : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
    }
}
