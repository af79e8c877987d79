using System.Security.Cryptography;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Storage;

/// <summary>
/// Reads the whole record and says whether it is what was written: numbers without gaps, every tag as the chain and
/// the key imply, every body as its digest says, heads and commands where they claim to stand. May run beside writers.
/// </summary>
public sealed class RecordVerifier
{
    /// <summary>Findings that a report lists; further ones are counted.</summary>
    public const int MaxFindings = 1_000;

    private const int Page = 500;

    private readonly IRecordSource _source;
    private readonly IKeyRing _keys;

    internal RecordVerifier(IRecordSource source, IKeyRing keys) => (_source, _keys) = (source, keys);

    /// <summary>Verifies every feed of the store.</summary>
    public async Task<VerifyReport> VerifyAsync(CancellationToken cancellationToken)
    {
        var tally = new Tally();
        var last = "";
        while (await _source.ListFeedsAsync(last, Page, cancellationToken) is { IsEmpty: false } names)
        {
            foreach (var name in names) await VerifyAsync(name, tally, cancellationToken);
            last = names[^1];
        }
        return new(tally.Feeds, tally.Events, [.. tally.Findings], tally.FindingCount);
    }

    private async Task VerifyAsync(string name, Tally tally, CancellationToken cancellationToken)
    {
        tally.Feeds++;
        tally.End = Position.Start;
        try
        {
            var feed = StoredNames.Feed(name);
            var head = await WalkToHeadAsync(feed, tally, cancellationToken);
            if (head is null) tally.Add(name, tally.End.Seq, VerifyProblem.HeadMissing);
            else if (head.Position != tally.End) tally.Add(name, head.Position.Seq, VerifyProblem.HeadElsewhere);
            foreach (var seq in await _source.FindStrayCommandsAsync(feed, cancellationToken))
                tally.Add(name, seq, VerifyProblem.CommandStray);
        }
        catch (FormatException)
        {
            tally.Add(name, tally.End.Seq + 1, VerifyProblem.Unreadable);
        }
    }

    /// <summary>
    /// Checks every event and returns the head. It is wrong only when no event explains it, also none that was
    /// appended while we read.
    /// </summary>
    private async Task<FeedHead?> WalkToHeadAsync(FeedId feed, Tally tally, CancellationToken cancellationToken)
    {
        await WalkAsync(feed, tally, cancellationToken);
        while (true)
        {
            var head = await _source.ReadHeadAsync(feed, cancellationToken);
            var end = tally.End;
            if (head?.Position == end) return head;
            await WalkAsync(feed, tally, cancellationToken);
            if (tally.End == end) return head;
        }
    }

    private async Task WalkAsync(FeedId feed, Tally tally, CancellationToken cancellationToken)
    {
        var size = Page;
        while (true)
        {
            try
            {
                var events = await _source.ReadAsync(feed, tally.End.Seq, size, cancellationToken);
                if (events.IsEmpty) return;
                foreach (var stored in events)
                {
                    Check(stored, tally);
                    tally.End = stored.Envelope.Position;
                }
            }
            catch (FormatException) when (size > 1)
            {
                // One by one up to the row that cannot be read, so that the finding names it.
                size = 1;
            }
        }
    }

    // Each event is checked against the tag that is stored before it, so that one edit is one finding and not a
    // finding for every event that follows.
    private void Check(FeedEvent stored, Tally tally)
    {
        var e = stored.Envelope;
        var key = _keys.IntegrityKey.Span;
        var feed = e.Feed.Value;
        var before = tally.End;
        tally.Events++;
        if (e.Seq != before.Seq + 1) tally.Add(feed, e.Seq, VerifyProblem.Gap);
        else if (Chain.Next(key, before.Tag, stored) != e.Tag) tally.Add(feed, e.Seq, VerifyProblem.ChainBroken);

        var erased = stored.Redacted == Redaction.Erased;
        if (stored.Body.IsEmpty && !erased) tally.Add(feed, e.Seq, VerifyProblem.BodyMissing);
        else if (!stored.Body.IsEmpty && erased) tally.Add(feed, e.Seq, VerifyProblem.BodyNotErased);
        else if (!erased && !CryptographicOperations.FixedTimeEquals(Chain.Digest(key, stored.Body.AsSpan()), stored.Digest.AsSpan()))
            tally.Add(feed, e.Seq, VerifyProblem.BodyChanged);
    }

    private sealed class Tally
    {
        /// <summary>The last event of the present feed that was read.</summary>
        public Position End { get; set; }

        public long Feeds { get; set; }

        public long Events { get; set; }

        public long FindingCount { get; private set; }

        public List<VerifyFinding> Findings { get; } = [];

        public void Add(string feed, long seq, VerifyProblem what)
        {
            FindingCount++;
            if (Findings.Count < MaxFindings) Findings.Add(new(feed, seq, what));
        }
    }
}
