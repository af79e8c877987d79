namespace Consult.Silo.Hosting;

/// <summary>Where the embedded store keeps its files.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The folder of <c>consult.db</c>; it is made when there is none, readable by its owner alone.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// The master key, 32 bytes in base64. Null: the file <c>master.key</c> in <see cref="Folder"/>, which is made
    /// together with a new database.
    /// </summary>
    public string? MasterKey { get; init; }

    /// <summary>Never the key.</summary>
    public override string ToString() => $"SQLite in {Folder}";
}
