namespace Consult.Silo.Storage.Sqlite;

/// <summary>The tables. Times are Unix milliseconds, feeds are <c>kind/key</c>, tags are 16 bytes big-endian.</summary>
internal static class Schema
{
    /// <summary>Written into the file; a file of a higher version is refused.</summary>
    public const long Version = 1;

    // WITHOUT ROWID keeps a feed's events side by side, so that a page of history is a few pages of disk.
    // Each entry also carries the empty term, by which a search without terms finds it.
    public const string Create = """
        CREATE TABLE meta (
          name TEXT NOT NULL PRIMARY KEY,
          value ANY NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE head (
          feed TEXT NOT NULL PRIMARY KEY,
          seq INTEGER NOT NULL,
          tag BLOB NOT NULL,
          wake_at INTEGER,
          reacted INTEGER NOT NULL,
          lease_until INTEGER NOT NULL DEFAULT 0,
          lease_tries INTEGER NOT NULL DEFAULT 0
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX head_due ON head (max(wake_at, lease_until)) WHERE wake_at IS NOT NULL;

        CREATE TABLE event (
          feed TEXT NOT NULL,
          seq INTEGER NOT NULL,
          type TEXT NOT NULL,
          at INTEGER NOT NULL,
          account TEXT NOT NULL,
          role TEXT NOT NULL,
          for_patient TEXT,
          audience TEXT NOT NULL,
          command TEXT NOT NULL,
          digest BLOB NOT NULL,
          tag BLOB NOT NULL,
          body BLOB NOT NULL,
          PRIMARY KEY (feed, seq)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE command (
          feed TEXT NOT NULL,
          id TEXT NOT NULL,
          digest BLOB NOT NULL,
          seq INTEGER NOT NULL,
          tag BLOB NOT NULL,
          value TEXT,
          PRIMARY KEY (feed, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX command_order ON command (feed, seq);

        CREATE TABLE access (
          feed TEXT NOT NULL,
          grantee TEXT NOT NULL,
          role TEXT NOT NULL,
          relation TEXT,
          PRIMARY KEY (feed, grantee)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX access_grantee ON access (grantee, feed);

        CREATE TABLE entry (
          feed TEXT NOT NULL PRIMARY KEY,
          rank INTEGER NOT NULL,
          terms TEXT NOT NULL,
          data TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE entry_term (
          kind TEXT NOT NULL,
          term TEXT NOT NULL,
          rank INTEGER NOT NULL,
          feed TEXT NOT NULL,
          PRIMARY KEY (kind, term, rank DESC, feed)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE redaction (
          feed TEXT NOT NULL,
          seq INTEGER NOT NULL,
          kind TEXT NOT NULL,
          PRIMARY KEY (feed, seq)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE person_key (
          person TEXT NOT NULL PRIMARY KEY,
          wrapped BLOB,
          destroyed_at INTEGER
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE grain_state (
          name TEXT NOT NULL,
          grain TEXT NOT NULL,
          etag TEXT NOT NULL,
          state BLOB NOT NULL,
          PRIMARY KEY (name, grain)
        ) STRICT, WITHOUT ROWID;
        """;
}
