using Consult.Feeds;

namespace Consult.Api.Commands;

/// <summary>
/// A token bucket for each account that has sent something lately. (System.Threading.RateLimiting would do, were it
/// not for its own clock.)
/// </summary>
internal abstract class AccountRate(double perSecond, int burst, TimeProvider clock)
{
    /// <summary>How many buckets are kept before those that have filled up again are forgotten.</summary>
    private const int SweepAt = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<AccountId, Bucket> _buckets = [];
    private int _sweepAt = SweepAt;

    /// <summary>Takes one of the account's tokens; false when none is left.</summary>
    public bool TryTake(AccountId account)
    {
        var now = clock.GetTimestamp();
        lock (_gate)
        {
            var bucket = _buckets.TryGetValue(account, out var known) ? Refilled(known, now) : new(burst, now);
            if (bucket.Tokens < 1) return false;
            _buckets[account] = bucket with { Tokens = bucket.Tokens - 1 };
            if (_buckets.Count >= _sweepAt) Sweep(now);
            return true;
        }
    }

    private Bucket Refilled(Bucket bucket, long now) => new(
        Math.Min(burst, bucket.Tokens + (clock.GetElapsedTime(bucket.At, now).TotalSeconds * perSecond)), now);

    // A full bucket is as good as none. Those left have sent something within the last seconds, so their number is
    // bounded by what the server takes in; the next sweep comes when it has doubled, which keeps sweeping cheap.
    private void Sweep(long now)
    {
        foreach (var (account, bucket) in _buckets)
            if (Refilled(bucket, now).Tokens >= burst)
                _buckets.Remove(account);
        _sweepAt = Math.Max(SweepAt, 2 * _buckets.Count);
    }

    private readonly record struct Bucket(double Tokens, long At);
}
