using Orleans;
using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

internal sealed class GrainFactory(GrainRuntime runtime) : IGrainFactory
{
    private static readonly GrainType ObserverType = GrainType.Create("sys.client");

    private long _observers;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        Refer<TGrainInterface>(
            GrainId.Create(runtime.Catalog.TypeFor(typeof(TGrainInterface), grainClassNamePrefix), primaryKey));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable
    {
        // A kind that is not hosted is told here rather than by every call.
        _ = runtime.Catalog.ClassOf(grainId.Type);
        return Refer<TGrainInterface>(grainId);
    }

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference or IGrainBase)
            throw new ArgumentException("A grain or a reference is callable as it is.", nameof(obj));
        if (obj is not TGrainObserverInterface)
            throw new ArgumentException($"{obj.GetType()} has no {typeof(TGrainObserverInterface)}.", nameof(obj));
        var id = GrainId.Create(ObserverType, $"{Interlocked.Increment(ref _observers)}");
        var target = new ObserverTarget(
            id, obj, runtime.Options.MailboxLimit, runtime.Options.Scheduler, runtime.Desk);
        return (TGrainObserverInterface)(object)ProxyFactory.Create(typeof(TGrainObserverInterface), target);
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference { Target: ObserverTarget target })
            throw new ArgumentException("This is not a reference made by CreateObjectReference.", nameof(obj));
        target.Delete();
    }

    private TInterface Refer<TInterface>(GrainId id) =>
        (TInterface)(object)ProxyFactory.Create(typeof(TInterface), new GrainTarget(id, runtime, runtime.Desk));
}
