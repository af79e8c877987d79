namespace Consult.Silo.Tests.Feeds;

/// <summary>The actors over the embedded store.</summary>
public sealed class SqliteAnswerTests() : AnswerTests(new SqliteFixture());

public sealed class SqliteRepetitionTests() : RepetitionTests(new SqliteFixture());

public sealed class SqliteFailureTests() : FailureTests(new SqliteFixture());

public sealed class SqliteWatchingTests() : WatchingTests(new SqliteFixture());

public sealed class SqliteReactionTests() : ReactionTests(new SqliteFixture());

public sealed class SqliteDeadlineTests() : DeadlineTests(new SqliteFixture());

public sealed class SqliteLoadingTests() : LoadingTests(new SqliteFixture());

public sealed class SqliteQuarantineTests() : QuarantineTests(new SqliteFixture());

public sealed class SqliteDirectoryTests() : DirectoryTests(new SqliteFixture());

public sealed class SqlitePrivacyTests() : PrivacyTests(new SqliteFixture());
