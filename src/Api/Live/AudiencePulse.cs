using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Consult.Feeds;
using Consult.Livestreams;
using Orleans;

namespace Consult.Api.Live;

/// <summary>
/// Tells livestreams, once a second, how many accounts watch them here. The actor gets numbers, and a hash of each account
/// that is new; however many watch, they are no events.
/// </summary>
internal sealed class AudiencePulse(Relay relay, IGrainFactory grains, TimeProvider clock, ILogger<AudiencePulse> log)
    : BackgroundService
{
    /// <summary>Of how many accounts of one livestream it is remembered that they were told; more are not told.</summary>
    private const int MaxTold = 200_000;

    private readonly string _process = Guid.NewGuid().ToString("N");
    private readonly Dictionary<FeedId, Room> _rooms = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Audiences.Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await BeatAsync();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The next beat says it all again.
                log.PulseFailed(e);
            }
        }
    }

    private async Task BeatAsync()
    {
        var watching = new Dictionary<FeedId, HashSet<AccountId>>();
        foreach (var (feed, account) in relay.Watching(FeedKinds.Livestream))
            (watching.TryGetValue(feed, out var known) ? known : watching[feed] = []).Add(account);
        // A room that everybody has left is told so once.
        foreach (var left in _rooms.Keys.Except(watching.Keys).ToArray()) watching[left] = [];
        await Task.WhenAll(watching.Select(room => TellAsync(room.Key, room.Value)));
        foreach (var left in watching.Where(room => room.Value.Count == 0)) _rooms.Remove(left.Key);
    }

    private async Task TellAsync(FeedId feed, HashSet<AccountId> accounts)
    {
        if (!_rooms.TryGetValue(feed, out var room)) _rooms[feed] = room = new();
        AccountId[] fresh = room.Told.Count >= MaxTold ? [] : [.. accounts.Except(room.Told).Take(Audiences.MaxFresh)];
        ImmutableArray<long> hashes = [.. fresh.Select(account => HashOf(feed, account))];
        var activation = await grains.GetGrain<ILivestreamGrain>(feed.Key).Watching(_process, accounts.Count, hashes);
        // Another activation knows nothing of what the one before was told.
        if (activation != room.Activation) room.Told.Clear();
        room.Activation = activation;
        room.Told.UnionWith(fresh);
    }

    private static long HashOf(FeedId feed, AccountId account) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes($"{feed}\n{account}")));

    private sealed class Room
    {
        public long Activation { get; set; }

        public HashSet<AccountId> Told { get; } = [];
    }
}
