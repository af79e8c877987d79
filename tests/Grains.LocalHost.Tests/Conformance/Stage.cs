using System.Collections.Concurrent;

namespace Consult.Grains.LocalHost.Tests.Conformance;

/// <summary>What a test and the grain with the same key share: gates that hold the grain up, and its notes.</summary>
public sealed class Stage
{
    private static readonly ConcurrentDictionary<string, Stage> Stages = [];

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Gate> _gates = [];
    private readonly List<string> _notes = [];
    private readonly List<(Func<bool> IsReached, TaskCompletionSource Reached)> _waiters = [];

    public static Stage Of(string key) => Stages.GetOrAdd(key, _ => new Stage());

    /// <summary>Makes activations of the grain fail.</summary>
    public bool FailsToActivate { get; set; }

    /// <summary>What the grain wrote down, in order.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            lock (_gate)
                return [.. _notes];
        }
    }

    public Gate Gate(string name) => _gates.GetOrAdd(name, _ => new Gate());

    public void Note(string note)
    {
        lock (_gate)
        {
            _notes.Add(note);
            foreach (var waiter in _waiters.Where(waiter => waiter.IsReached()))
                waiter.Reached.TrySetResult();
        }
    }

    /// <summary>Ends when the grain has written this down so many times.</summary>
    public Task Noted(string note, int times = 1)
    {
        lock (_gate)
        {
            bool IsReached() => _notes.Count(written => written == note) >= times;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (IsReached())
                reached.SetResult();
            else
                _waiters.Add((IsReached, reached));
            return reached.Task.Soon();
        }
    }
}

/// <summary>Holds a grain up until the test opens it.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a grain stands before the gate.</summary>
    public Task Reached => _reached.Task.Soon();

    public void Open() => _opened.TrySetResult();

    public Task PassAsync()
    {
        _reached.TrySetResult();
        return _opened.Task;
    }
}

internal static class Patience
{
    // Only a broken host is waited for so long: it fails the test instead of hanging the run.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task Soon(this Task task)
    {
        await EndsAsync(task);
        await task;
    }

    public static async Task<T> Soon<T>(this Task<T> task)
    {
        await EndsAsync(task);
        return await task;
    }

    // Not WaitAsync: its TimeoutException would pass for the one that a caller of a grain gets.
    private static async Task EndsAsync(Task task)
    {
        if (await Task.WhenAny(task, Task.Delay(Limit, TimeProvider.System)) != task)
            throw new InvalidOperationException("The host is stuck.");
    }
}
