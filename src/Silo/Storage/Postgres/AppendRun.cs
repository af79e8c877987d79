using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Storage.Postgres;

/// <summary>
/// Appends of one feed that follow one upon the other, folded into one: a single compare-and-set leads from where the
/// first expects the feed to where the last leaves it.
/// </summary>
internal sealed class AppendRun(Append first)
{
    private readonly List<Append> _appends = [first];
    private readonly Dictionary<string, AccessChange> _access = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Redaction> _redactions = [];

    public string Feed { get; } = first.Feed.Value;

    public Position Expected => first.Expected;

    /// <summary>The last append, which says where the head is left.</summary>
    public Append Last => _appends[^1];

    public bool HasEvents => Last.Next != Expected;

    public Entry? Entry => _appends.FindLast(append => append.Entry is not null)?.Entry;

    public IEnumerable<AcceptedCommand> Commands => _appends.Select(append => append.Command).OfType<AcceptedCommand>();

    /// <summary>The last word on each grantee.</summary>
    public IEnumerable<AccessChange> Access => _access.Values;

    /// <summary>The last word on each event, except that what was erased stays erased.</summary>
    public IEnumerable<RedactionRow> Redactions => _redactions.Select(row => new RedactionRow(row.Key, row.Value));

    /// <summary>All events; one that the run itself erases is written without its body.</summary>
    public IEnumerable<FeedEvent> Events => _appends.SelectMany(append => append.Events).Select(stored =>
        _redactions.GetValueOrDefault(stored.Envelope.Seq, Redaction.Hidden) == Redaction.Erased ? stored with { Body = [] } : stored);

    /// <summary>Takes an append that begins where the run ends.</summary>
    public bool TryAdd(Append append)
    {
        if (append.Expected != Last.Next) return false;
        _appends.Add(append);
        Note(append);
        return true;
    }

    /// <summary>The runs of a batch, and for each append the run that it is part of.</summary>
    public static (ImmutableArray<AppendRun> Runs, ImmutableArray<AppendRun?> RunOf) Fold(ImmutableArray<Append> batch)
    {
        var runs = new Dictionary<FeedId, AppendRun>();
        var runOf = ImmutableArray.CreateBuilder<AppendRun?>(batch.Length);
        foreach (var append in batch)
        {
            if (!runs.TryGetValue(append.Feed, out var run))
            {
                runs.Add(append.Feed, run = new(append));
                run.Note(append);
                runOf.Add(run);
            }
            else
            {
                // Another writer of the same feed: what does not follow is left out, and so fenced.
                runOf.Add(run.TryAdd(append) ? run : null);
            }
        }
        return ([.. runs.Values], runOf.MoveToImmutable());
    }

    private void Note(Append append)
    {
        foreach (var change in append.Access) _access[change.Grantee] = change;
        foreach (var row in append.Redactions)
        {
            if (!_redactions.TryGetValue(row.Seq, out var kind) || kind != Redaction.Erased) _redactions[row.Seq] = row.Kind;
        }
    }
}
