using Consult.Silo.Keys;

namespace Consult.Silo.Storage.Sqlite;

/// <summary>Keys of persons in the table <c>person_key</c>.</summary>
internal sealed class SqlitePersonKeys(SqliteDatabase database) : IPersonKeys
{
    /// <inheritdoc/>
    public Task<WrappedKey?> FindAsync(string person, CancellationToken cancellationToken) =>
        database.Reads.RunAsync(session => Find(session, person), cancellationToken);

    /// <inheritdoc/>
    public Task<WrappedKey> AddAsync(string person, byte[] wrapped, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(
            session =>
            {
                session.Execute("INSERT OR IGNORE INTO person_key (person, wrapped) VALUES ($1, $2)", person, wrapped);
                return Find(session, person)!;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task DestroyAsync(string person, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.Writer.RunAsync(
            session => session.Execute(
                """
                INSERT INTO person_key (person, wrapped, destroyed_at) VALUES ($1, NULL, $2)
                ON CONFLICT (person) DO UPDATE SET wrapped = NULL, destroyed_at = $2 WHERE destroyed_at IS NULL
                """,
                person, at.ToUnixTimeMilliseconds()),
            cancellationToken);

    private static WrappedKey? Find(SqliteSession session, string person) => session.Query(
        "SELECT wrapped FROM person_key WHERE person = $1",
        row => new WrappedKey(row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0)), person).FirstOrDefault();
}
