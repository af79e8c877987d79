using Consult.Silo.Storage.Postgres;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Consult.Silo.Hosting;

/// <summary>
/// Shows Orleans a <see cref="GrainStateTable"/>. Its own ADO.NET storage would fold keys that read as hexadecimal
/// numbers or Guids into one another (<c>1f</c> and <c>1F</c> are two accounts), and needs tables of its own.
/// </summary>
internal sealed class PostgresGrainStorage(GrainStateTable table) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = await table.ReadAsync<T>(stateName, grainId.ToString(), CancellationToken.None);
        grainState.RecordExists = stored is not null;
        grainState.ETag = stored?.Etag;
        grainState.State = stored is var (state, _) ? state : Activator.CreateInstance<T>();
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = await table.WriteAsync(stateName, grainId.ToString(), grainState.State, grainState.ETag, CancellationToken.None)
            ?? throw Inconsistent(stateName, grainId);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!await table.ClearAsync(stateName, grainId.ToString(), grainState.ETag, CancellationToken.None))
            throw Inconsistent(stateName, grainId);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
    }

    private static InconsistentStateException Inconsistent(string stateName, GrainId grainId) =>
        new($"Another version of {stateName} of {grainId} is stored.");
}
