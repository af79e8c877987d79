using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Silo.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Consult.Silo;

/// <summary>
/// Wakes actors whose moment has come: each second it claims due feeds. It claims no more than it can wake at once, so
/// that no lease runs out while a feed waits here, and one that hangs keeps its place no longer than its lease.
/// </summary>
internal sealed class Sweeper(IFeedStore store, IGrainFactory grains, TimeProvider clock, ILogger<Sweeper> log)
    : BackgroundService
{
    /// <summary>Actors that are being woken at one time.</summary>
    internal const int Parallel = 16;

    /// <summary>How long a woken actor is left to act before it may be woken again.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var places = new SemaphoreSlim(Parallel);
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do await SweepAllAsync(places, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            for (var i = 0; i < Parallel; i++) await places.WaitAsync(CancellationToken.None);
        }
    }

    private async Task SweepAllAsync(SemaphoreSlim places, CancellationToken stoppingToken)
    {
        try
        {
            while (await SweepAsync(places, stoppingToken)) { }
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            StorageLog.SweepFailed(log, failure);
        }
    }

    /// <summary>Claims and wakes as many feeds as there are free places.</summary>
    /// <returns>Whether more may be due.</returns>
    private async Task<bool> SweepAsync(SemaphoreSlim places, CancellationToken stoppingToken)
    {
        var free = 0;
        var started = 0;
        try
        {
            await places.WaitAsync(stoppingToken);
            for (free = 1; places.Wait(0, CancellationToken.None); free++) { }
            foreach (var feed in await store.ClaimDueAsync(clock.GetUtcNow(), Lease, free, stoppingToken))
            {
                started++;
                _ = WakeAsync(feed, places);
            }
            return started == free;
        }
        finally
        {
            if (free > started) places.Release(free - started);
        }
    }

    private async Task WakeAsync(FeedId feed, SemaphoreSlim places)
    {
        try
        {
            var actor = grains.GetGrain<IFeedGrain>(GrainId.Create(feed.Kind, feed.Key));
            await actor.Wake().WaitAsync(Lease, clock);
        }
        catch (Exception failure)
        {
            // Its kind alone: what an actor throws is not ours to judge free of private text.
            StorageLog.WakeFailed(log, feed, failure.GetType().Name);
        }
        places.Release();
    }
}
