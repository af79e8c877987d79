using Consult.Api.Access;
using Consult.Departments;
using Consult.Feeds;
using Orleans;

namespace Consult.Api.Live;

/// <summary>
/// Tells departments which of their doctors on duty have a live connection here. It is told again and again instead of
/// once at the end, so that a process that dies has said all there is to say: nothing any more.
/// </summary>
internal sealed class DutyPulse(Relay relay, AccessGate gate, IGrainFactory grains, TimeProvider clock, ILogger<DutyPulse> log)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pulse.Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await BeatAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Departments wait for several beats before they miss a doctor.
                log.PulseFailed(e);
            }
        }
    }

    // A doctor's access to a department is the duty itself.
    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        var present = new Dictionary<string, HashSet<AccountId>>();
        foreach (var who in relay.Connected().Where(who => who.Role is Role.Doctor).DistinctBy(who => who.Account))
            foreach (var row in await gate.GrantsAsync(who, FeedKinds.Department, cancellationToken))
                (present.TryGetValue(row.Feed.Key, out var known) ? known : present[row.Feed.Key] = []).Add(who.Account);
        await Task.WhenAll(present.Select(department =>
            grains.GetGrain<IDepartmentGrain>(department.Key).Present([.. department.Value])));
    }
}
