-- What the API itself has to remember: which job a repeated request started, and who changed what.

CREATE TABLE idempotency_keys (
    key_sha256      BYTEA PRIMARY KEY,
    request_sha256  BYTEA NOT NULL,
    job_id          TEXT,
    run_id          TEXT,
    created_at      TIMESTAMPTZ NOT NULL DEFAULT now(),
    expires_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX idempotency_keys_expires_idx ON idempotency_keys (expires_at);
COMMENT ON TABLE idempotency_keys IS 'Digests of Idempotency-Key headers and the job that each started; rows are useless after expires_at.';

CREATE TABLE audit_log (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    actor       TEXT NOT NULL,
    role        TEXT NOT NULL,
    method      TEXT NOT NULL,
    route       TEXT NOT NULL,
    path        TEXT NOT NULL,
    status      INTEGER NOT NULL,
    request_id  TEXT NOT NULL
);
CREATE INDEX audit_log_at_idx ON audit_log (at DESC);
COMMENT ON TABLE audit_log IS 'One row per mutating call of a known caller. actor is the beginning of the SHA-256 of its key; no query and no body is kept.';

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_log is append-only';
END
$$;
CREATE TRIGGER audit_log_append_only
    BEFORE UPDATE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
