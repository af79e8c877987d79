using System.Collections.Concurrent;
using System.Collections.Immutable;
using Consult.Api.Access;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Orleans;
using Orleans.Runtime;

namespace Consult.Api.Live;

/// <summary>
/// What this process watches: one <see cref="FeedWatch"/> per feed, however many clients are behind it. It keeps the
/// leases alive; closing a connection costs what that connection watched.
/// </summary>
internal sealed class Relay(
    IGrainFactory grains, FeedReader reader, AccessGate gate, TimeProvider clock, IHostApplicationLifetime lifetime,
    ILogger<Relay> log) : BackgroundService
{
    /// <summary>The most feeds one connection may watch.</summary>
    public const int MaxSubscriptions = 1000;

    /// <summary>Leases are renewed in this many portions, so that ten thousand watches do not call at once.</summary>
    internal const int Portions = 10;

    /// <summary>How long a stopping server waits for clients to hear of it.</summary>
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<FeedId, Lazy<Task<FeedWatch>>> _watches = new();
    private readonly ConcurrentDictionary<string, LiveConnection> _connections = new();

    /// <summary>The watches of feeds that stand behind a door of another feed, by that door.</summary>
    private readonly ConcurrentDictionary<FeedId, ImmutableHashSet<FeedWatch>> _behind = new();

    /// <summary>Takes a new connection in.</summary>
    public void Add(LiveConnection connection) => _connections[connection.Id] = connection;

    /// <summary>The connection of that name; null once it has ended.</summary>
    public LiveConnection? Find(string connectionId) => _connections.GetValueOrDefault(connectionId);

    /// <summary>Who is connected to this process, once for each connection.</summary>
    public IEnumerable<SignedIn> Connected() => _connections.Values.Select(connection => connection.Who);

    /// <summary>Who watches feeds of a kind over this process, once for each connection.</summary>
    public IEnumerable<(FeedId Feed, AccountId Account)> Watching(string kind) =>
        from connection in _connections.Values
        from feed in connection.WatchedFeeds()
        where feed.Kind == kind
        select (feed, connection.Who.Account);

    /// <summary>Forgets a connection and everything it watched.</summary>
    public async Task RemoveAsync(string connectionId)
    {
        if (!_connections.TryRemove(connectionId, out var connection)) return;
        foreach (var feed in connection.WatchedFeeds()) await UnsubscribeAsync(connection, feed);
    }

    /// <summary>
    /// Lets a connection watch a feed from a position on. Frames may be queued before this returns.
    /// </summary>
    /// <returns>A code when it may not, and where the feed stands when it may.</returns>
    public async Task<(string? Code, Position Head)> SubscribeAsync(
        LiveConnection connection, FeedId feed, Position position, CancellationToken cancellationToken)
    {
        try
        {
            return await TrySubscribeAsync(connection, feed, position, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The store or the actor is away; asking again does no harm whatever became of this attempt.
            log.SubscribeFailed(feed, e.GetType());
            return (ProblemMiddleware.CodeOf(e) == Codes.Internal ? Codes.Internal : Codes.Busy, default);
        }
    }

    private async Task<(string? Code, Position Head)> TrySubscribeAsync(
        LiveConnection connection, FeedId feed, Position position, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(feed, connection.Who, cancellationToken) is null) return (Codes.Forbidden, default);
        if (!await reader.ContainsAsync(feed, position, cancellationToken)) return (Codes.Reload, default);
        await UnsubscribeAsync(connection, feed);
        if (connection.SubscriptionCount >= MaxSubscriptions) return (Codes.Busy, default);

        while (true)
        {
            var watch = await FindOrOpenAsync(feed).WaitAsync(cancellationToken);
            // A watch whose last reader has just left takes no new one; the next look finds its successor.
            var (subscription, isRetired) = await watch.AddAsync(connection, position);
            if (isRetired) continue;
            if (subscription is null) return (Codes.Forbidden, default);
            connection.Remember(subscription, feed);
            if (connection.Closed.IsCancellationRequested) await UnsubscribeAsync(connection, feed);
            return (null, watch.Cursor);
        }
    }

    /// <summary>Ends a subscription, if there is one.</summary>
    public async Task UnsubscribeAsync(LiveConnection connection, FeedId feed)
    {
        if (connection.Forget(feed) is not { } subscription || !_watches.TryGetValue(feed, out var opening)) return;
        var watch = await opening.Value;
        await watch.RemoveAsync(subscription);
        await CloseIfUnwatchedAsync(watch);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Leases.Renewal / Portions, clock);
        for (var portion = 0; await timer.WaitForNextTickAsync(stoppingToken); portion = (portion + 1) % Portions)
        {
            // Not awaited: an actor on a dead node does not answer, and the leases of all others run out meanwhile.
            _ = RenewAsync(portion);
            foreach (var connection in _connections.Values.Where(c => c.Who.ExpiresAt < clock.GetUtcNow()))
                connection.Close(Codes.Unauthenticated);
        }
    }

    /// <summary>Renews the leases of one portion of the watches. Never fails.</summary>
    internal Task RenewAsync(int portion)
    {
        var due = _watches.Where(watch => (uint)watch.Key.GetHashCode() % Portions == portion);
        return Task.WhenAll(due.Select(watch => RenewAsync(watch.Key, watch.Value.Value)));
    }

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // SignalR closes every socket at this very signal. Who registers last is told first, so this comes before.
        lifetime.ApplicationStopping.Register(SayGoodbye);
        gate.Changed += OnAccessChanged;
        return base.StartAsync(cancellationToken);
    }

    private void SayGoodbye()
    {
        foreach (var connection in _connections.Values) connection.Close(Codes.Busy);
        Task.WaitAll(_connections.Values.Select(connection => connection.Ending).ToArray(), GoodbyeLimit);
    }

    private Task<FeedWatch> FindOrOpenAsync(FeedId feed) =>
        _watches.GetOrAdd(feed, key => new(() => OpenAsync(key))).Value;

    private async Task<FeedWatch> OpenAsync(FeedId feed)
    {
        var watch = new FeedWatch(feed, reader, gate, clock, log);
        try
        {
            await watch.InitialiseAsync(CancellationToken.None);
            watch.Reference = grains.CreateObjectReference<IFeedObserver>(watch);
            if (feed.Door != feed) _behind.AddOrUpdate(feed.Door, [watch], (_, watches) => watches.Add(watch));
            await Actor(feed).Watch(watch.Name, watch.Reference, watch.Cursor.Seq);
            return watch;
        }
        catch
        {
            // Whoever waits gets the error; the next subscriber tries anew.
            Forget(watch);
            throw;
        }
    }

    private async Task RenewAsync(FeedId feed, Task<FeedWatch> opening)
    {
        if (!opening.IsCompletedSuccessfully) return;
        var watch = opening.Result;
        try
        {
            // The log before the actor, which may be on a dead node, or answer with an activation that has not heard
            // of its successor: neither may keep events from readers, or a revocation.
            await watch.ReviewAsync();
            if (await CloseIfUnwatchedAsync(watch)) return;
            await Actor(feed).Watch(watch.Name, watch.Reference!, watch.Cursor.Seq).WaitAsync(Leases.Renewal, clock);
        }
        catch (Exception e)
        {
            // The next renewal repairs what this one did not: the watch keeps its cursor.
            log.RenewalFailed(feed, e);
        }
    }

    private async Task<bool> CloseIfUnwatchedAsync(FeedWatch watch)
    {
        if (!await watch.TryRetireAsync()) return false;
        Forget(watch);
        _ = UnwatchAsync(watch);
        return true;
    }

    private void Forget(FeedWatch watch)
    {
        _watches.TryRemove(watch.Feed, out _);
        var door = watch.Feed.Door;
        while (_behind.TryGetValue(door, out var watches) && watches.Contains(watch))
        {
            var left = watches.Remove(watch);
            if (left.IsEmpty ? _behind.TryRemove(new(door, watches)) : _behind.TryUpdate(door, left, watches)) break;
        }
    }

    private void OnAccessChanged(AccessNews news)
    {
        if (!_behind.TryGetValue(news.Feed, out var watches)) return;
        foreach (var watch in watches) _ = watch.OnDoorAsync(news.Grantees);
    }

    // Nobody who leaves waits for this: the actor may be on a dead node, and its lease then runs out by itself.
    private async Task UnwatchAsync(FeedWatch watch)
    {
        try
        {
            await Actor(watch.Feed).Unwatch(watch.Name);
        }
        catch (Exception e)
        {
            log.FarewellFailed(watch.Feed, e);
        }
        grains.DeleteObjectReference<IFeedObserver>(watch.Reference!);
    }

    private IFeedGrain Actor(FeedId feed) => grains.GetGrain<IFeedGrain>(GrainId.Create(feed.Kind, feed.Key));
}
