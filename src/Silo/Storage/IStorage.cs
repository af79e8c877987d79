using Consult.Silo.Keys;

namespace Consult.Silo.Storage;

/// <summary>A database that is open: SQLite or PostgreSQL.</summary>
internal interface IStorage : IAsyncDisposable
{
    /// <summary>The feeds.</summary>
    IRecordSource Feeds { get; }

    /// <summary>The keys.</summary>
    KeyRing Keys { get; }
}
