-- Whose access has changed is told too, so that nobody else's is asked for anew.
CREATE OR REPLACE FUNCTION tell_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('consult_access', coalesce(new.feed, old.feed) || ' ' || coalesce(new.grantee, old.grantee));
  RETURN NULL;
END
$$;

-- An entry that ends takes its terms along.
CREATE FUNCTION unindex_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Row by row through all four columns of the index, as in index_entries.
  DELETE FROM entry_term WHERE ctid = ANY (ARRAY(
    SELECT (
      SELECT t.ctid FROM entry_term t
      WHERE t.kind = split_part(b.feed, '/', 1) AND t.term = x.term AND t.rank = b.rank AND t.feed = b.feed)
    FROM before b, unnest(array_append(b.terms, '')) AS x (term)));
  RETURN NULL;
END
$$;
CREATE TRIGGER entry_ended AFTER DELETE ON entry
  REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION unindex_entries();
