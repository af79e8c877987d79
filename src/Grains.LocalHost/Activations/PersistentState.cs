using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>A stored state of one activation, kept by an <see cref="ILocalGrainStorage"/>.</summary>
internal sealed class PersistentState<TState>(string name, GrainId grain, ILocalGrainStorage storage)
    : IPersistentState<TState>
{
    public TState State { get; set; } = Empty();

    public string? Etag { get; private set; }

    public bool RecordExists => Etag is not null;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public async Task ReadStateAsync(CancellationToken cancellationToken)
    {
        var stored = await storage.ReadAsync<TState>(name, grain, cancellationToken);
        State = stored is null ? Empty() : stored.State;
        Etag = stored?.Etag;
    }

    public async Task WriteStateAsync(CancellationToken cancellationToken) =>
        Etag = await storage.WriteAsync(name, grain, State, Etag, cancellationToken);

    public async Task ClearStateAsync(CancellationToken cancellationToken)
    {
        await storage.ClearAsync(name, grain, Etag, cancellationToken);
        State = Empty();
        Etag = null;
    }

    // As in Orleans, a state that was never stored is an empty object rather than null where that can be had.
    private static TState Empty() =>
        typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<TState>()
            : default!;
}
