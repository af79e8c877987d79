using Consult.Cluster.Tests.Nodes;
using Consult.Feeds;
using Consult.Grains.LocalHost;
using Orleans.Runtime;
// Feeds have a type of that name too.
using Request = Consult.Grains.LocalHost.Request;

namespace Consult.Cluster.Tests.Wires;

/// <summary>
/// What stands for a cluster: it says at which node an actor lives, as each node has heard it, and carries every call
/// and every answer. It decides nothing by itself and nothing by chance: parcels arrive at once unless the test has
/// written down another fate for them. Nobody is told to deactivate when an actor moves: the old activation stays, as
/// in a cluster for a moment.
/// </summary>
internal sealed class Router
{
    private readonly Lock _gate = new();
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<(Node Asked, GrainId Actor), Node> _homes = [];
    private readonly HashSet<Node> _isolated = [];
    private readonly List<Scripted> _script = [];
    private readonly List<Parcel> _sent = [];

    /// <summary>Every parcel that was sent, arrived or not.</summary>
    public IReadOnlyList<Parcel> Sent
    {
        get
        {
            lock (_gate) return [.. _sent];
        }
    }

    /// <summary>Takes a node in. The first one is where actors live that nobody has moved.</summary>
    public ICarrier Join(Node node)
    {
        lock (_gate) _nodes.Add(node);
        return new Port(this, node);
    }

    /// <summary>
    /// From now on an actor lives elsewhere, for the nodes that have heard of it: those named, or else all that are not
    /// isolated.
    /// </summary>
    public void Move(FeedId feed, Node to, params Node[] heardBy)
    {
        lock (_gate)
        {
            foreach (var node in heardBy is [] ? _nodes.Except(_isolated) : heardBy) _homes[(node, Parcels.ActorOf(feed))] = to;
        }
    }

    /// <summary>Cuts every wire between a node and the others. It goes on, and hears of nothing.</summary>
    public void Isolate(Node node)
    {
        lock (_gate) _isolated.Add(node);
    }

    /// <summary>Mends those wires. What the node was not told meanwhile it still does not know.</summary>
    public void Rejoin(Node node)
    {
        lock (_gate) _isolated.Remove(node);
    }

    /// <summary>Loses the next parcel of a kind.</summary>
    public Scripted Drop(Func<Parcel, bool> which) => Write(new(which, arrives: false, comesAgain: false));

    /// <summary>Holds the next parcel of a kind until it is released; later ones overtake it.</summary>
    public Scripted Hold(Func<Parcel, bool> which) => Write(new(which, arrives: false, comesAgain: true));

    /// <summary>Lets the next parcel of a kind arrive at once, and a second time when it is released.</summary>
    public Scripted Double(Func<Parcel, bool> which) => Write(new(which, arrives: true, comesAgain: true));

    /// <summary>Tells when the next parcel of a kind has arrived.</summary>
    public Scripted See(Func<Parcel, bool> which) => Write(new(which, arrives: true, comesAgain: false));

    private Scripted Write(Scripted scripted)
    {
        lock (_gate) _script.Add(scripted);
        return scripted;
    }

    private void Carry(Node owner, CallTarget target, GrainMethod method, Request request)
    {
        // A reference to an actor belongs to who calls. One to an observer belongs to who is called, and went to the
        // actor as an argument: the caller is the node whose thread this is.
        var isObserver = target is ObserverTarget;
        var (from, to) = isObserver ? (NodeThreads.Running ?? owner, owner) : (owner, HomeOf(target.Id, owner));
        var call = new Parcel(from, to, target.Id, method.Name, IsAnswer: false);
        var isAnswered = 0;
        Send(call, () => (isObserver ? target : to.TargetOf(target.Id)).Take(new Delivery(request, Answer)));

        void Answer(Task ended)
        {
            var back = call with { From = to, To = from, IsAnswer = true };
            Send(back, () =>
            {
                if (Interlocked.Exchange(ref isAnswered, 1) == 0) request.Finish(ended);
            });
        }
    }

    private void Send(Parcel parcel, Action deliver)
    {
        Scripted? scripted;
        lock (_gate)
        {
            _sent.Add(parcel);
            scripted = _script.Find(next => next.IsFor(parcel));
            if (scripted is not null) _script.Remove(scripted);
        }
        if (scripted is null) Deliver();
        else scripted.Meet(Deliver);

        // The wires are looked at when it arrives: what was held may come too late.
        void Deliver()
        {
            if (AreConnected(parcel.From, parcel.To)) deliver();
        }
    }

    private Node HomeOf(GrainId actor, Node asked)
    {
        lock (_gate) return _homes.GetValueOrDefault((asked, actor)) ?? _nodes[0];
    }

    private bool AreConnected(Node one, Node other)
    {
        if (one.IsDead || other.IsDead) return false;
        lock (_gate) return one == other || !_isolated.Contains(one) && !_isolated.Contains(other);
    }

    private sealed class Port(Router router, Node node) : ICarrier
    {
        public void Carry(CallTarget target, GrainMethod method, Request request) => router.Carry(node, target, method, request);
    }
}
