namespace Consult.Client;

/// <summary>Waits 0.1 s, doubling to 5 s, each shortened by up to half at random, so that clients do not come back in step.</summary>
internal sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan _next = First;

    public void Reset() => _next = First;

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = _next * (0.5 + Random.Shared.NextDouble() / 2);
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return Task.Delay(wait, time, cancellationToken);
    }
}
