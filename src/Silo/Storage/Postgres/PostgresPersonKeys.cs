using Consult.Silo.Keys;

namespace Consult.Silo.Storage.Postgres;

/// <summary>Wrapped keys of persons in the table <c>person_key</c>.</summary>
internal sealed class PostgresPersonKeys(PostgresReads database) : IPersonKeys
{
    /// <inheritdoc/>
    public Task<WrappedKey?> FindAsync(string person, CancellationToken cancellationToken) => database.FindAsync(
        "SELECT wrapped FROM person_key WHERE person = $1",
        row => new WrappedKey(row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0)), cancellationToken, person);

    /// <inheritdoc/>
    public async Task<WrappedKey> AddAsync(string person, byte[] wrapped, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            "INSERT INTO person_key (person, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING", cancellationToken, person, wrapped);
        return (await FindAsync(person, cancellationToken))!;
    }

    /// <inheritdoc/>
    public Task DestroyAsync(string person, DateTimeOffset at, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        INSERT INTO person_key (person, wrapped, destroyed_at) VALUES ($1, NULL, $2)
        ON CONFLICT (person) DO UPDATE SET wrapped = NULL, destroyed_at = $2 WHERE person_key.destroyed_at IS NULL
        """,
        cancellationToken, person, at.ToUnixTimeMilliseconds());
}
