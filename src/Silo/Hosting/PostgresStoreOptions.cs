namespace Consult.Silo.Hosting;

/// <summary>Which PostgreSQL database keeps the record.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>
    /// Where the server is, as Npgsql reads it. <c>Search Path</c> names the schema, which is made when there is none.
    /// Timeouts and the size of the pool are the store's own. A pooler between us and the server must keep sessions.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>The master key, 32 bytes in base64. Null: <see cref="MasterKeyFile"/> holds it.</summary>
    public string? MasterKey { get; init; }

    /// <summary>A file that holds the master key in base64 and that only its owner can read.</summary>
    public string? MasterKeyFile { get; init; }

    /// <summary>Whether to refuse a database without a record instead of making one.</summary>
    public bool MustExist { get; init; }

    /// <summary>Never the connection string, never the key.</summary>
    public override string ToString() => "PostgreSQL";
}
