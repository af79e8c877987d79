-- The tables of the embedded store. Times are Unix milliseconds, feeds are kind/key, tags are 16 bytes big-endian.
-- Names and terms compare by their bytes (COLLATE "C"), as everywhere else: pages and lists go on where they ended.

CREATE TABLE meta (
  name text PRIMARY KEY,
  value bytea NOT NULL
);

-- One row per session that writes. A batch holds its row while it runs; who fences the row knows that nothing more
-- comes from that session (see FenceStatement).
CREATE TABLE writer_session (
  id uuid PRIMARY KEY,
  opened_at timestamptz NOT NULL DEFAULT now(),
  fenced boolean NOT NULL DEFAULT false
);

CREATE TABLE head (
  feed text COLLATE "C" PRIMARY KEY,
  seq bigint NOT NULL,
  tag bytea NOT NULL,
  wake_at bigint,
  reacted bigint NOT NULL,
  lease_until bigint NOT NULL DEFAULT 0,
  lease_tries integer NOT NULL DEFAULT 0
) WITH (fillfactor = 70);
CREATE INDEX head_due ON head (greatest(wake_at, lease_until)) WHERE wake_at IS NOT NULL;

CREATE TABLE event (
  feed text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  type text NOT NULL,
  at bigint NOT NULL,
  account text NOT NULL,
  role text NOT NULL,
  for_patient text,
  audience text NOT NULL,
  command text NOT NULL,
  digest bytea NOT NULL,
  tag bytea NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (feed, seq)
);

CREATE TABLE command (
  feed text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  digest bytea NOT NULL,
  seq bigint NOT NULL,
  tag bytea NOT NULL,
  value text,
  PRIMARY KEY (feed, id)
);
CREATE INDEX command_order ON command (feed, seq);

CREATE TABLE access (
  feed text COLLATE "C" NOT NULL,
  grantee text COLLATE "C" NOT NULL,
  role text NOT NULL,
  relation text,
  PRIMARY KEY (feed, grantee)
);
CREATE INDEX access_grantee ON access (grantee, feed);

CREATE TABLE entry (
  feed text COLLATE "C" PRIMARY KEY,
  rank bigint NOT NULL,
  terms text[] COLLATE "C" NOT NULL,
  data text NOT NULL
);
CREATE TABLE entry_term (
  kind text COLLATE "C" NOT NULL,
  term text COLLATE "C" NOT NULL,
  rank bigint NOT NULL,
  feed text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX entry_term_key ON entry_term (kind, term, rank DESC, feed);

-- Each entry also carries the empty term, by which a search without terms finds it. A trigger, because only it sees
-- the row that an update really replaced: the statement that replaces it may have begun before that row was written.
CREATE FUNCTION index_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM entry_term t USING before b, unnest(array_append(b.terms, '')) AS x (term)
    WHERE t.kind = split_part(b.feed, '/', 1) AND t.term = x.term AND t.rank = b.rank AND t.feed = b.feed;
  END IF;
  INSERT INTO entry_term (kind, term, rank, feed)
  SELECT DISTINCT split_part(a.feed, '/', 1), x.term, a.rank, a.feed
  FROM after a, unnest(array_append(a.terms, '')) AS x (term);
  RETURN NULL;
END
$$;
CREATE TRIGGER entry_added AFTER INSERT ON entry
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION index_entries();
CREATE TRIGGER entry_replaced AFTER UPDATE ON entry
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION index_entries();

CREATE TABLE redaction (
  feed text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL,
  PRIMARY KEY (feed, seq)
);

CREATE TABLE person_key (
  person text COLLATE "C" PRIMARY KEY,
  wrapped bytea,
  destroyed_at bigint
);

CREATE TABLE grain_state (
  name text COLLATE "C" NOT NULL,
  grain text COLLATE "C" NOT NULL,
  etag text NOT NULL,
  state bytea NOT NULL,
  PRIMARY KEY (name, grain)
);
