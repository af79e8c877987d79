using System.Collections.Immutable;
using Consult.Feeds.Storage;

namespace Consult.Silo.Storage;

/// <summary>What a database must do for <see cref="GroupCommit"/>. Called by one caller, one call at a time.</summary>
internal interface IBatchWriter
{
    /// <summary>
    /// Applies appends in order, in one transaction. An append whose feed stands elsewhere than it expects is left
    /// out alone. An exception counts as <see cref="BatchFate.Uncertain"/>.
    /// </summary>
    Task<BatchResult> WriteAsync(ImmutableArray<Append> batch);

    /// <summary>
    /// Which of these appends are in the database. Answers only when the last transaction can no longer change it;
    /// throws while that cannot be known.
    /// </summary>
    Task<ImmutableArray<bool>> FindAsync(ImmutableArray<Append> batch);
}

/// <summary>What became of a batch as a whole.</summary>
internal enum BatchFate
{
    /// <summary>On disk, except for the appends that did not fit.</summary>
    Committed,

    /// <summary>Nothing was written: at least one append violates a constraint.</summary>
    Poisoned,

    /// <summary>Nothing was written: the database cannot take anything just now.</summary>
    NotWritten,

    /// <summary>The commit failed in a way that leaves open whether it happened.</summary>
    Uncertain,
}

/// <summary>The fate of a batch and, once committed, which of its appends met the head they expected.</summary>
internal readonly record struct BatchResult(BatchFate Fate, ImmutableArray<bool> Fits)
{
    public static BatchResult Committed(ImmutableArray<bool> fits) => new(BatchFate.Committed, fits);

    public static BatchResult Failed(BatchFate fate) => new(fate, []);
}
