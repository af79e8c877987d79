namespace Consult.Grains.LocalHost;

internal static class Failures
{
    /// <summary>What an unsuccessful task ended with, as its method threw it.</summary>
    public static Exception Of(Task ended)
    {
        if (ended.Exception is { } failures)
            return failures.InnerException!;
        try
        {
            ended.GetAwaiter().GetResult();
            throw new InvalidOperationException("The task did not fail.");
        }
        catch (OperationCanceledException cancelled)
        {
            return cancelled;
        }
    }
}
