using System.Text.RegularExpressions;
using Consult.Grains.LocalHost;
using Consult.Silo.Hosting.Local;
using Consult.Silo.Keys;
using Consult.Silo.Storage;
using Consult.Silo.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Consult.Silo.Tests.Postgres;

/// <summary>A PostgreSQL store in a schema of its own.</summary>
public sealed partial class PostgresFixture(PostgresCluster cluster, bool ownServer = false) : StoreFixture
{
    public const string MasterKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private PostgresStorage? _storage;

    public string Schema { get; } = $"test_{Guid.NewGuid():N}";

    /// <summary>The clock of the store where faults are real, and so is the time they take.</summary>
    public TimeProvider? Time { get; init; }

    internal PostgresStorage Storage => _storage ?? throw new InvalidOperationException("closed");

    internal override IRecordSource Store => Storage.Feeds;

    internal override KeyRing Keys => Storage.Keys;

    internal override ILocalGrainStorage GrainStates => new PostgresGrainStorage(new(Storage.Database));

    internal async Task<PostgresStorageOpening> OpeningAsync() => new(
        $"{(ownServer ? await cluster.OwnAddressAsync() : await cluster.AddressAsync())};Search Path={Schema}",
        Silo.Keys.MasterKey.Parse(MasterKey, "a test"), Time ?? Clock, NullLogger.Instance);

    internal override async Task OpenAsync(Func<IBatchWriter, IBatchWriter>? decorate = null, GroupCommitLimits? limits = null) =>
        await OpenAsync(opening => opening with
        {
            Decorate = decorate ?? (writer => writer),
            Limits = limits ?? GroupCommitLimits.Default,
        });

    internal async Task OpenAsync(Func<PostgresStorageOpening, PostgresStorageOpening> adjust) =>
        _storage = PostgresStorage.Open(adjust(await OpeningAsync()));

    internal override async Task CloseAsync()
    {
        if (_storage is not null) await _storage.DisposeAsync();
        _storage = null;
    }

    internal override async Task EndAsync()
    {
        await CloseAsync();
        await RunAsync($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
    }

    // The suite writes bytes as SQLite does: x'7b7d'.
    internal override async Task EditAsync(string sql) =>
        (await RunAsync(Blob().Replace(sql, @"'\x$1'::bytea"))).ShouldBeGreaterThan(0, sql);

    internal async Task<int> RunAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>A connection apart from the store's.</summary>
    internal async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection($"{(await OpeningAsync()).ConnectionString};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    [GeneratedRegex("x'([0-9a-f]*)'")]
    private static partial Regex Blob();
}
