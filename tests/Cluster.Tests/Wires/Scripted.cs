using Consult.Silo.Tests.Feeds;

namespace Consult.Cluster.Tests.Wires;

/// <summary>What a test has written down for the next parcel of a kind.</summary>
internal sealed class Scripted(Func<Parcel, bool> which, bool arrives, bool comesAgain)
{
    private readonly TaskCompletionSource<Action> _met = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when such a parcel was sent.</summary>
    public Task Reached => _met.Task.Limited();

    /// <summary>Whether it is meant for a parcel.</summary>
    public bool IsFor(Parcel parcel) => which(parcel);

    /// <summary>Lets what was held go on, or what was doubled arrive a second time, whatever has overtaken it since.</summary>
    public void Release()
    {
        if (!comesAgain) throw new InvalidOperationException("It was lost, or has arrived.");
        if (!_met.Task.IsCompletedSuccessfully) throw new InvalidOperationException("Nothing is held yet.");
        _met.Task.Result();
    }

    /// <summary>Plays its part.</summary>
    public void Meet(Action deliver)
    {
        if (arrives) deliver();
        _met.TrySetResult(deliver);
    }
}
