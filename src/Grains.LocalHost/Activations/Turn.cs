namespace Consult.Grains.LocalHost;

internal static class Turn
{
    /// <summary>
    /// Queues work without the ambient values of whoever queues it: they belong to one caller, the work to many.
    /// </summary>
    public static void Queue(Action<object?> work, object state, TaskScheduler scheduler)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            new Task(work, state, TaskCreationOptions.DenyChildAttach).Start(scheduler);
            return;
        }
        using (ExecutionContext.SuppressFlow())
            new Task(work, state, TaskCreationOptions.DenyChildAttach).Start(scheduler);
    }
}
