using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Storage;

/// <summary>What the verifier reads of a store beside the feeds themselves.</summary>
internal interface IRecordSource : IFeedStore
{
    /// <summary>Names of feeds of which there is anything (head, event or command), in order, after a name.</summary>
    Task<ImmutableArray<string>> ListFeedsAsync(string after, int limit, CancellationToken cancellationToken);

    /// <summary>Numbers at which an accepted command claims to stand where no such event is; at most 100.</summary>
    Task<ImmutableArray<long>> FindStrayCommandsAsync(FeedId feed, CancellationToken cancellationToken);
}
