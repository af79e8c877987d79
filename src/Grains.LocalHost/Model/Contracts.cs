using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Anything that calls can be sent to.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>Marks the interface of a grain.</summary>
    public interface IGrain : IAddressable;

    /// <summary>Marks the interface of a grain whose key is text.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>Marks the interface of an object outside the grains that grains may call.</summary>
    public interface IGrainObserver : IAddressable;

    /// <summary>Gives references to grains and observers.</summary>
    public interface IGrainFactory
    {
        /// <summary>Refers to the grain with this key; the grain need not exist yet.</summary>
        /// <param name="primaryKey">The key.</param>
        /// <param name="grainClassNamePrefix">Start of the full class name, when several classes have the interface.</param>
        /// <exception cref="ArgumentException">No class, or more than one, has the interface.</exception>
        TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithStringKey;

        /// <summary>Refers to the grain with this identity.</summary>
        TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable;

        /// <summary>
        /// Makes an object callable by grains. The reference holds it weakly: its owner must keep it alive.
        /// </summary>
        TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
            where TGrainObserverInterface : IGrainObserver;

        /// <summary>Ends a reference made by <see cref="CreateObjectReference"/>: later calls to it fail.</summary>
        /// <exception cref="ArgumentException">The argument is not such a reference.</exception>
        void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
            where TGrainObserverInterface : IGrainObserver;
    }
}
