using Consult.Silo.Keys;
using Microsoft.Extensions.Logging;

namespace Consult.Silo.Storage.Postgres;

/// <summary>Everything that is kept in a PostgreSQL database.</summary>
internal sealed class PostgresStorage : IStorage
{
    private readonly PostgresServer _server;
    private readonly PostgresBatchWriter _writer;
    private readonly GroupCommit _commits;

    private PostgresStorage(PostgresServer server, MasterKey master, PostgresStorageOpening opening)
    {
        (_server, Database, _writer) = (server, new(server.Reads), new(server, opening.Clock, opening.Log));
        _commits = new(opening.Decorate(_writer), opening.Limits, opening.Clock, opening.Log);
        News = new(server, opening.Clock, opening.Log);
        Feeds = new PostgresFeedStore(Database, _commits, News);
        Keys = new(master, new PostgresPersonKeys(Database), opening.Clock);
        News.KeyDestroyed += Keys.Forget;
        News.Missed += Keys.ForgetAll;
        if (opening.Listens) News.Start();
    }

    public PostgresReads Database { get; }

    public PostgresNews News { get; }

    public IRecordSource Feeds { get; }

    public KeyRing Keys { get; }

    /// <summary>Opens the database, and makes its tables when there are none.</summary>
    /// <exception cref="StoreUnavailableException">
    /// It cannot be reached, is of a newer version, or does not fit the master key.
    /// </exception>
    public static PostgresStorage Open(PostgresStorageOpening opening)
    {
        var server = new PostgresServer(opening.ConnectionString, opening.Timeouts);
        try
        {
            PostgresSchema.Prepare(server, opening.Master.Check, opening.MustExist, opening.Log);
            return new(server, opening.Master, opening);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Refuses new appends, ends those inside, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync();
        await News.DisposeAsync();
        await _writer.DisposeAsync();
        _server.Dispose();
    }
}

/// <summary>How to open a <see cref="PostgresStorage"/>.</summary>
/// <param name="ConnectionString">Where the server is; its <c>Search Path</c> names the schema.</param>
/// <param name="Master">The key of the record.</param>
/// <param name="Clock">The time.</param>
/// <param name="Log">Where it reports.</param>
internal sealed record PostgresStorageOpening(string ConnectionString, MasterKey Master, TimeProvider Clock, ILogger Log)
{
    /// <summary>Whether to refuse a database without a record instead of making one.</summary>
    public bool MustExist { get; init; }

    public PostgresTimeouts Timeouts { get; init; } = PostgresTimeouts.Default;

    public GroupCommitLimits Limits { get; init; } = GroupCommitLimits.Default;

    /// <summary>Whether to hear what other processes change; tests show what holds when nothing is heard.</summary>
    public bool Listens { get; init; } = true;

    /// <summary>Lets tests fail and delay writes.</summary>
    public Func<IBatchWriter, IBatchWriter> Decorate { get; init; } = writer => writer;

    /// <summary>Never the connection string, which may hold a password.</summary>
    public override string ToString() => "PostgreSQL";
}
