namespace Consult.Silo.Tests;

/// <summary>The embedded store keeps every promise of a feed store.</summary>
public sealed class SqliteStoreTests() : FeedStoreCompliance(new SqliteFixture());

/// <summary>So it does for grain state.</summary>
public sealed class SqliteGrainStorageTests() : GrainStorageCompliance(new SqliteFixture());
