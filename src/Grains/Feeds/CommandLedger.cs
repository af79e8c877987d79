using System.Collections.Immutable;
using Consult.Feeds.Storage;

namespace Consult.Feeds;

/// <summary>
/// The accepted commands that an activation remembers, committed or on their way. Bounded: what is older is asked of
/// the store. Of the ids that it had to let go it keeps a hash each, so that a new id is known to be new without a
/// question: one that is not among the hashes was never here, one that is may have been.
/// </summary>
internal sealed class CommandLedger
{
    /// <summary>How many accepted commands are kept in memory.</summary>
    public const int Capacity = 1024;

    /// <summary>How many hashes are kept, some 2 MB; a feed of more commands asks the store for each new id.</summary>
    private const int MaxHashes = 128 * 1024;

    private readonly Dictionary<CommandId, (AcceptedCommand Command, Task<AppendOutcome> Fate)> _byId = [];
    private readonly Queue<CommandId> _oldest = [];
    private readonly HashSet<int> _older = [];
    private bool _knowsOlder;

    /// <param name="newestFirst">The last accepted commands of the feed, at most <see cref="Capacity"/>.</param>
    public CommandLedger(ImmutableArray<AcceptedCommand> newestFirst)
    {
        foreach (var command in newestFirst.Reverse())
            Add(command, Task.FromResult(AppendOutcome.Committed));
        _knowsOlder = newestFirst.Length < Capacity;
    }

    /// <summary>Whether the feed may have accepted that id before what is remembered; false only when it has not.</summary>
    public bool MayBeOlder(CommandId id) => !_knowsOlder || _older.Contains(HashOf(id));

    /// <summary>Remembers an accepted command and the append that decides its fate.</summary>
    public void Add(AcceptedCommand command, Task<AppendOutcome> fate)
    {
        if (_byId.Count == Capacity) LetGo(_oldest.Dequeue());
        _byId.Add(command.Id, (command, fate));
        _oldest.Enqueue(command.Id);
    }

    /// <summary>The remembered command of that id.</summary>
    public bool TryGet(CommandId id, out (AcceptedCommand Command, Task<AppendOutcome> Fate) found) =>
        _byId.TryGetValue(id, out found);

    private void LetGo(CommandId id)
    {
        _byId.Remove(id);
        if (!_knowsOlder) return;
        _older.Add(HashOf(id));
        if (_older.Count <= MaxHashes) return;
        _knowsOlder = false;
        _older.Clear();
        _older.TrimExcess();
    }

    private static int HashOf(CommandId id) => id.Value.GetHashCode(StringComparison.Ordinal);
}
