using Consult.Grains.LocalHost;
using Consult.Silo.Hosting.Local;
using Consult.Silo.Keys;
using Consult.Silo.Storage;
using Consult.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Consult.Silo.Tests;

/// <summary>A SQLite store in a folder of its own.</summary>
public sealed class SqliteFixture : StoreFixture
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consult-test-");
    private SqliteStorage? _storage;

    public string Folder => _folder.FullName;

    public string File => Path.Combine(Folder, "consult.db");

    public string KeyFile => Path.Combine(Folder, "master.key");

    internal SqliteStorage Storage => _storage ?? throw new InvalidOperationException("closed");

    internal override IRecordSource Store => Storage.Feeds;

    internal override KeyRing Keys => Storage.Keys;

    internal override ILocalGrainStorage GrainStates => new SqliteGrainStorage(Storage.Database);

    internal SqliteStorageOpening Opening => new(Folder, null, Clock, NullLogger.Instance);

    internal override Task OpenAsync(Func<IBatchWriter, IBatchWriter>? decorate = null, GroupCommitLimits? limits = null)
    {
        _storage = SqliteStorage.Open(Opening with
        {
            Decorate = decorate ?? (writer => writer),
            Limits = limits ?? GroupCommitLimits.Default,
        });
        return Task.CompletedTask;
    }

    internal override async Task CloseAsync()
    {
        if (_storage is not null) await _storage.DisposeAsync();
        _storage = null;
    }

    internal override async Task EndAsync()
    {
        await CloseAsync();
        _folder.Delete(recursive: true);
    }

    internal override Task EditAsync(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldBeGreaterThan(0, sql);
        return Task.CompletedTask;
    }
}
