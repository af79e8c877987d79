-- An entry without data is one that was taken away: it carries no term, not even the empty one, so no search finds it. The
-- row stays, because a statement that began before the entry was written would not see it to delete it.
CREATE OR REPLACE FUNCTION index_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    -- Row by row through all four columns of the index: a join takes those that lead least, and walks over the kind.
    DELETE FROM entry_term WHERE ctid = ANY (ARRAY(
      SELECT (
        SELECT t.ctid FROM entry_term t
        WHERE t.kind = split_part(b.feed, '/', 1) AND t.term = x.term AND t.rank = b.rank AND t.feed = b.feed)
      FROM before b, unnest(array_append(b.terms, '')) AS x (term)));
  END IF;
  INSERT INTO entry_term (kind, term, rank, feed)
  SELECT DISTINCT split_part(a.feed, '/', 1), x.term, a.rank, a.feed
  FROM after a, unnest(array_append(a.terms, '')) AS x (term)
  WHERE a.data <> '';
  RETURN NULL;
END
$$;
