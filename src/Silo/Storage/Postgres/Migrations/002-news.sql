-- Every process remembers access rows for a moment and keys for long. This tells all of them, at the commit, what to
-- forget.
CREATE FUNCTION tell_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('consult_access', coalesce(new.feed, old.feed));
  RETURN NULL;
END
$$;

CREATE TRIGGER access_told AFTER INSERT OR UPDATE OR DELETE ON access FOR EACH ROW EXECUTE FUNCTION tell_access();

CREATE FUNCTION tell_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('consult_key', new.person);
  RETURN NULL;
END
$$;

CREATE TRIGGER key_told AFTER INSERT OR UPDATE ON person_key FOR EACH ROW
  WHEN (new.destroyed_at IS NOT NULL) EXECUTE FUNCTION tell_key();
