namespace Consult.Silo.Tests.Postgres;

/// <summary>PostgreSQL keeps every promise of a feed store.</summary>
[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class PostgresStoreTests(PostgresCluster cluster) : FeedStoreCompliance(new PostgresFixture(cluster));

/// <summary>So it does for grain state.</summary>
[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class PostgresGrainStorageTests(PostgresCluster cluster) : GrainStorageCompliance(new PostgresFixture(cluster));
