namespace Consult.Cluster.Tests.Nodes;

/// <summary>
/// Runs what happens inside one node, so that it can be told whose doing it is, and so that a node can die: from one
/// moment on nothing of it goes on, and nothing of it ends either.
/// </summary>
internal sealed class NodeThreads(Node node) : TaskScheduler
{
    [ThreadStatic]
    private static Node? _running;

    private volatile bool _isStopped;

    /// <summary>The node whose actor or observer runs on this thread.</summary>
    public static Node? Running => _running;

    /// <summary>Whether it has died.</summary>
    public bool IsStopped => _isStopped;

    /// <summary>Begins nothing any more.</summary>
    public void Stop() => _isStopped = true;

    protected override void QueueTask(Task task)
    {
        if (!_isStopped) ThreadPool.UnsafeQueueUserWorkItem(Run, task, preferLocal: false);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void Run(Task task)
    {
        if (_isStopped) return;
        _running = node;
        TryExecuteTask(task);
        _running = null;
    }
}
