-- What the API itself has to remember: deliveries that had their effect, what each request started, and who changed what.

CREATE TABLE webhook_deliveries (
    delivery_key   TEXT PRIMARY KEY,
    body_sha256    BYTEA NOT NULL,
    provider_slug  TEXT NOT NULL,
    event_type     TEXT NOT NULL,
    job_id         TEXT,
    run_id         TEXT,
    received_at    TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX webhook_deliveries_received_idx ON webhook_deliveries (received_at);
COMMENT ON TABLE webhook_deliveries IS 'Replay store: a delivery that has a row has had its effect. Rows are kept for days.';
COMMENT ON COLUMN webhook_deliveries.delivery_key IS 'The sender''s id of the message, or the SHA-256 of its body where it has none.';

CREATE TABLE refresh_requests (
    provider_slug  TEXT PRIMARY KEY REFERENCES providers (slug),
    requested_at   TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE refresh_requests IS 'Events that came while a sync ran: it may have fetched before them, so another one follows it.';

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
