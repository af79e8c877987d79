using System.Collections.Concurrent;

namespace Consult.Grains.LocalHost.Tests.Local;

/// <summary>
/// Runs everything on one thread of its own, in order. Like the thread of a window or of a test, this one has a
/// context to which an await would return, if the host let it.
/// </summary>
internal sealed class OneThreadScheduler : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _tasks = [];
    private readonly Thread _thread;

    public OneThreadScheduler()
    {
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public int ThreadId => _thread.ManagedThreadId;

    public void Dispose() => _tasks.CompleteAdding();

    protected override void QueueTask(Task task) => _tasks.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _tasks];

    private void Run()
    {
        SynchronizationContext.SetSynchronizationContext(new Elsewhere());
        foreach (var task in _tasks.GetConsumingEnumerable())
            TryExecuteTask(task);
    }

    private sealed class Elsewhere : SynchronizationContext;
}
