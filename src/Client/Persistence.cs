namespace Consult.Client;

/// <summary>
/// Repeats a command until it has an answer: section 7 of the protocol. The attempt always carries the same id and
/// body, so repeating is safe.
/// </summary>
internal static class Persistence
{
    // A defect that is still there after so many tries, or a sign-in that does not help, is told to the caller.
    private const int Defects = 5;
    private const int SignIns = 3;

    /// <exception cref="ConsultException">A final refusal, or the deadline: then with the last code heard.</exception>
    public static async Task<T> RunAsync<T>(
        ClientOptions options, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Deadline, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var backoff = new Backoff(options.Time);
        var last = new ConsultException(ClientCodes.NoAnswer, retry: true);
        var (defects, signIns) = (0, 0);
        try
        {
            while (true)
            {
                try
                {
                    return await attempt(either.Token);
                }
                catch (ConsultException refusal) when (
                    ClientCodes.IsTransient(refusal.Code)
                    || (refusal.Code == ClientCodes.Internal && ++defects < Defects)
                    || (ClientCodes.WantsSignIn(refusal.Code) && ++signIns <= SignIns))
                {
                    last = refusal;
                }
                await backoff.WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            throw last;
        }
    }
}
