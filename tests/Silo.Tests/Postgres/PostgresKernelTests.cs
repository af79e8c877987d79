using Consult.Silo.Tests.Feeds;

namespace Consult.Silo.Tests.Postgres;

/// <summary>The actors over PostgreSQL.</summary>
[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class PostgresAnswerTests(PostgresCluster cluster) : AnswerTests(new PostgresFixture(cluster));

[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class PostgresRepetitionTests(PostgresCluster cluster) : RepetitionTests(new PostgresFixture(cluster));

[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class PostgresFailureTests(PostgresCluster cluster) : FailureTests(new PostgresFixture(cluster));

[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class PostgresWatchingTests(PostgresCluster cluster) : WatchingTests(new PostgresFixture(cluster));

[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class PostgresReactionTests(PostgresCluster cluster) : ReactionTests(new PostgresFixture(cluster));

[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class PostgresDeadlineTests(PostgresCluster cluster) : DeadlineTests(new PostgresFixture(cluster));

[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class PostgresLoadingTests(PostgresCluster cluster) : LoadingTests(new PostgresFixture(cluster));

[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class PostgresQuarantineTests(PostgresCluster cluster) : QuarantineTests(new PostgresFixture(cluster));

[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class PostgresDirectoryTests(PostgresCluster cluster) : DirectoryTests(new PostgresFixture(cluster));

[Collection(PostgresTestGroup.Name), NeedsPostgres]
public sealed class PostgresPrivacyTests(PostgresCluster cluster) : PrivacyTests(new PostgresFixture(cluster));
