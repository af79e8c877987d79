using System.Collections.Concurrent;
using System.Text.Json;
using Orleans.Runtime;
using Orleans.Storage;

namespace Consult.Grains.LocalHost.Tests.Local;

/// <summary>Keeps states as JSON in memory, and refuses writers that are behind.</summary>
internal sealed class InMemoryStorage : ILocalGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), (string Json, string Etag)> _stored = [];
    private int _versions;

    public bool IsBroken { get; set; }

    public Task<StoredState<TState>?> ReadAsync<TState>(
        string stateName, GrainId grainId, CancellationToken cancellationToken) =>
        IsBroken
            ? Task.FromException<StoredState<TState>?>(new IOException("The shelf is broken."))
            : Task.FromResult(_stored.TryGetValue((stateName, grainId), out var stored)
                ? new StoredState<TState>(JsonSerializer.Deserialize<TState>(stored.Json)!, stored.Etag)
                : null);

    public Task<string> WriteAsync<TState>(
        string stateName, GrainId grainId, TState state, string? etag, CancellationToken cancellationToken)
    {
        Check(stateName, grainId, etag);
        var version = $"{Interlocked.Increment(ref _versions)}";
        _stored[(stateName, grainId)] = (JsonSerializer.Serialize(state), version);
        return Task.FromResult(version);
    }

    public Task ClearAsync(string stateName, GrainId grainId, string? etag, CancellationToken cancellationToken)
    {
        Check(stateName, grainId, etag);
        _stored.TryRemove((stateName, grainId), out _);
        return Task.CompletedTask;
    }

    private void Check(string stateName, GrainId grainId, string? etag)
    {
        var stored = _stored.TryGetValue((stateName, grainId), out var found) ? found.Etag : null;
        if (stored != etag)
            throw new InconsistentStateException("Another version is stored.", stored, etag);
    }
}
