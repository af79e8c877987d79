namespace Consult.Grains.LocalHost;

/// <summary>
/// Runs the turns of one grain, one at a time, in order, on a shared scheduler. Grain code awaits on it, so that it
/// resumes in a turn of its own grain. It never holds a thread while there is nothing to do.
/// </summary>
internal sealed class TurnScheduler(TaskScheduler shared) : TaskScheduler, IThreadPoolWorkItem
{
    // After so many turns the others have theirs: a busy grain does not keep a thread to itself.
    private const int TurnsAtOnce = 64;

    [ThreadStatic]
    private static TurnScheduler? _running;

    private readonly Lock _gate = new();
    private readonly Queue<Task> _turns = [];
    private bool _busy;

    /// <summary>Whether this thread is inside a turn of any grain.</summary>
    public static bool IsInTurn => _running is not null;

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _turns.Enqueue(task);
            if (_busy)
                return;
            _busy = true;
        }
        QueueRun();
    }

    // A continuation may run at once when its grain has the thread anyway.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && _running == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
            return [.. _turns];
    }

    private void RunTurns()
    {
        var outer = _running;
        var context = SynchronizationContext.Current;
        _running = this;
        // An await would prefer the context of the thread to this scheduler.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            for (var count = 0; count < TurnsAtOnce; count++)
            {
                if (Next() is not { } turn)
                    return;
                TryExecuteTask(turn);
            }
        }
        finally
        {
            _running = outer;
            SynchronizationContext.SetSynchronizationContext(context);
        }
        QueueRun();
    }

    void IThreadPoolWorkItem.Execute() => RunTurns();

    // The pool takes this object as it is; another scheduler needs a task around it.
    private void QueueRun()
    {
        if (shared == Default)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        else
            Turn.Queue(static self => ((TurnScheduler)self!).RunTurns(), this, shared);
    }

    private Task? Next()
    {
        lock (_gate)
        {
            _busy = _turns.TryDequeue(out var turn);
            return turn;
        }
    }
}
