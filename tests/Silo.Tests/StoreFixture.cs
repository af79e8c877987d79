using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Grains.LocalHost;
using Consult.Silo.Keys;
using Consult.Silo.Storage;
using Consult.Testing;

namespace Consult.Silo.Tests;

/// <summary>A store that a test may open, close and open again; one per test.</summary>
public abstract class StoreFixture
{
    internal abstract IRecordSource Store { get; }

    internal abstract KeyRing Keys { get; }

    /// <summary>Grain state of the local host, in the same database.</summary>
    internal abstract ILocalGrainStorage GrainStates { get; }

    /// <summary>The clock of the store.</summary>
    internal VirtualClock Clock { get; } = new();

    /// <summary>Opens the store; what <paramref name="decorate"/> gives stands between group commit and database.</summary>
    internal abstract Task OpenAsync(Func<IBatchWriter, IBatchWriter>? decorate = null, GroupCommitLimits? limits = null);

    /// <summary>Ends what is queued and closes.</summary>
    internal abstract Task CloseAsync();

    /// <summary>Closes, and leaves nothing behind.</summary>
    internal abstract Task EndAsync();

    /// <summary>Changes the database behind the store's back.</summary>
    internal abstract Task EditAsync(string sql);

    internal FeedWriter Writer(string feed) =>
        new(FeedId.TryParse(feed, out var id) ? id : throw new ArgumentException(feed), Keys.IntegrityKey);

    internal async Task CommitAsync(Append append) =>
        (await Store.AppendAsync(append)).ShouldBe(AppendOutcome.Committed);
}
