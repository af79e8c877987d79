using Consult.Cluster.Tests.Nodes;
using Consult.Feeds;
using Orleans.Runtime;

namespace Consult.Cluster.Tests.Wires;

/// <summary>A call, or the answer to one, on its way from one node to another.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives.</param>
/// <param name="Of">The actor or observer that is called.</param>
/// <param name="Method">Interface and method.</param>
/// <param name="IsAnswer">Whether it is on its way back.</param>
internal sealed record Parcel(Node From, Node To, GrainId Of, string Method, bool IsAnswer);

/// <summary>Kinds of parcels, to name in a script.</summary>
internal static class Parcels
{
    /// <summary>A command on its way to an actor.</summary>
    public static Func<Parcel, bool> Command(FeedId to) => Call(nameof(IFeedGrain.Execute), to);

    /// <summary>What an actor answers to a command.</summary>
    public static Func<Parcel, bool> AnswerOf(FeedId actor) =>
        parcel => parcel.IsAnswer && Is(parcel, nameof(IFeedGrain.Execute), actor);

    /// <summary>A relay that begins or renews its lease.</summary>
    public static Func<Parcel, bool> Watch(FeedId actor) => Call(nameof(IFeedGrain.Watch), actor);

    /// <summary>A relay that gives up its lease.</summary>
    public static Func<Parcel, bool> Unwatch(FeedId actor) => Call(nameof(IFeedGrain.Unwatch), actor);

    /// <summary>A sweeper that wakes an actor.</summary>
    public static Func<Parcel, bool> Wake(FeedId actor) => Call(nameof(IFeedGrain.Wake), actor);

    /// <summary>An actor's frame on its way to a relay.</summary>
    public static Func<Parcel, bool> Notice(Node to) => parcel => !parcel.IsAnswer && parcel.To == to && IsNotice(parcel);

    /// <summary>A relay's word that it has taken a frame.</summary>
    public static Func<Parcel, bool> Receipt(Node from) => parcel => parcel.IsAnswer && parcel.From == from && IsNotice(parcel);

    /// <summary>The identity of the actor that owns a feed.</summary>
    public static GrainId ActorOf(FeedId feed) => GrainId.Create(feed.Kind, feed.Key);

    private static Func<Parcel, bool> Call(string method, FeedId actor) => parcel => !parcel.IsAnswer && Is(parcel, method, actor);

    private static bool Is(Parcel parcel, string method, FeedId actor) =>
        parcel.Of == ActorOf(actor) && parcel.Method == $"{nameof(IFeedGrain)}.{method}";

    private static bool IsNotice(Parcel parcel) => parcel.Method == $"{nameof(IFeedObserver)}.{nameof(IFeedObserver.OnFrame)}";
}
