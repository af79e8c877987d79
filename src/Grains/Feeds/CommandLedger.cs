using System.Collections.Immutable;
using Consult.Feeds.Storage;

namespace Consult.Feeds;

/// <summary>
/// The accepted commands that an activation remembers, committed or on their way. Bounded: what is older is asked of
/// the store, and only by feeds that have had more commands than the ledger holds.
/// </summary>
internal sealed class CommandLedger
{
    /// <summary>How many accepted commands are kept in memory.</summary>
    public const int Capacity = 1024;

    private readonly Dictionary<CommandId, (AcceptedCommand Command, Task<AppendOutcome> Fate)> _byId = [];
    private readonly Queue<CommandId> _oldest = [];

    /// <param name="newestFirst">The last accepted commands of the feed, at most <see cref="Capacity"/>.</param>
    public CommandLedger(ImmutableArray<AcceptedCommand> newestFirst)
    {
        foreach (var command in newestFirst.Reverse())
            Add(command, Task.FromResult(AppendOutcome.Committed));
        IsComplete = newestFirst.Length < Capacity;
    }

    /// <summary>Whether every command the feed ever accepted is here.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Remembers an accepted command and the append that decides its fate.</summary>
    public void Add(AcceptedCommand command, Task<AppendOutcome> fate)
    {
        if (_byId.Count == Capacity)
        {
            _byId.Remove(_oldest.Dequeue());
            IsComplete = false;
        }
        _byId.Add(command.Id, (command, fate));
        _oldest.Enqueue(command.Id);
    }

    /// <summary>The remembered command of that id.</summary>
    public bool TryGet(CommandId id, out (AcceptedCommand Command, Task<AppendOutcome> Fate) found) =>
        _byId.TryGetValue(id, out found);
}
