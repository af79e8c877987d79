using System.Text;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Storage;

/// <summary>An append that waits for its fate.</summary>
internal sealed class PendingAppend(Append append)
{
    // Asynchronous continuations: the writer must not run an actor's turn.
    private readonly TaskCompletionSource<AppendOutcome> _fate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Append Append { get; } = append;

    /// <summary>About how many bytes it writes.</summary>
    public long Size { get; } = SizeOf(append);

    public Task<AppendOutcome> Fate => _fate.Task;

    public void Complete(AppendOutcome outcome) => _fate.TrySetResult(outcome);

    /// <summary>
    /// Whether the parts of an append belong together and its texts can be kept. What does not belong together would be
    /// found by the chain only much later; a text that cannot be kept would fail the batch of others.
    /// </summary>
    public static bool IsWellFormed(Append append)
    {
        if (string.IsNullOrEmpty(append.Feed.Kind) || string.IsNullOrEmpty(append.Feed.Key)) return false;
        if (append.Events.IsDefault || append.Access.IsDefault || append.Redactions.IsDefault) return false;
        var seq = append.Expected.Seq;
        foreach (var stored in append.Events)
        {
            if (stored.Body.IsDefault || stored.Digest.IsDefault) return false;
            if (stored.Envelope.Feed != append.Feed || stored.Envelope.Seq != ++seq) return false;
        }
        if (append.Reacted < 0 || append.Reacted > seq) return false;
        if (append.Command is { } command && command.Position != append.Next) return false;
        if (append.Entry is { } entry && (entry.Feed != append.Feed || entry.Terms.IsDefault || entry.Terms.Length > Entry.MaxTerms)) return false;
        return append.Redactions.All(row => row.Seq >= 1 && row.Seq <= seq) && TextsOf(append).All(TextRules.IsStorable);
    }

    private static IEnumerable<string> TextsOf(Append append)
    {
        yield return append.Feed.Value;
        foreach (var e in append.Events.Select(stored => stored.Envelope))
        {
            yield return e.Type;
            yield return e.By.Account.Value;
            yield return e.By.For?.Value ?? "";
            yield return e.Audience.ToString();
            yield return e.Command.Value;
        }
        yield return append.Command?.Id.Value ?? "";
        yield return append.Command?.Value ?? "";
        foreach (var change in append.Access) yield return change.Grantee;
        foreach (var term in append.Entry?.Terms ?? []) yield return term;
        yield return append.Entry?.Data ?? "";
    }

    private static long SizeOf(Append append)
    {
        const int perRow = 256;
        long size = perRow;
        foreach (var stored in append.Events) size += perRow + stored.Body.Length;
        if (append.Command is { } command) size += perRow + Encoding.UTF8.GetByteCount(command.Value ?? "");
        if (append.Entry is { } entry) size += (perRow * (1L + entry.Terms.Length)) + Encoding.UTF8.GetByteCount(entry.Data);
        return size + (perRow * ((long)append.Access.Length + append.Redactions.Length));
    }
}
