namespace Consult.Silo.Tests;

/// <summary>The embedded store keeps every promise of a feed store.</summary>
public sealed class SqliteStoreTests() : FeedStoreCompliance(new SqliteFixture());
