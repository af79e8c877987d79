namespace Consult.Grains.LocalHost;

/// <summary>Something a grain or observer is to do: a call, or a tick of a timer.</summary>
internal abstract class Request
{
    /// <summary>Whether it may run beside any other request.</summary>
    public virtual bool Interleaves => false;

    /// <summary>Whether it may run beside other requests that only read.</summary>
    public virtual bool OnlyReads => false;

    /// <summary>Whether it keeps the grain from becoming idle.</summary>
    public virtual bool CountsAsUse => true;

    /// <summary>Whether nobody waits for it any more, so that it need not be started.</summary>
    public abstract bool IsAbandoned { get; }

    /// <summary>Where it runs, once it was accepted.</summary>
    public GrainCell? Cell { get; set; }

    /// <summary>Starts it. Never throws: failures come in the task.</summary>
    public Task Start(object target)
    {
        try
        {
            return Begin(target) ?? Task.FromException(new InvalidOperationException("The method returned no task."));
        }
        catch (Exception failure)
        {
            return Task.FromException(failure);
        }
    }

    /// <summary>Passes on how it ended.</summary>
    public abstract void Finish(Task ended);

    /// <summary>Ends it without having started it.</summary>
    public abstract void Refuse(Exception reason);

    protected abstract Task Begin(object target);
}
