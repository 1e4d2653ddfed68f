-- What outlives Temporal's retention: one row per provider run and one per job.

CREATE TABLE pricing_sync_log (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider_slug       TEXT NOT NULL,
    provider_id         BIGINT REFERENCES providers (id),
    kind                TEXT NOT NULL,
    job_id              TEXT NOT NULL,
    workflow_id         TEXT NOT NULL,
    run_id              TEXT NOT NULL,
    sync_started_at     TIMESTAMPTZ NOT NULL,
    sync_completed_at   TIMESTAMPTZ NOT NULL,
    duration_ms         BIGINT NOT NULL,
    status              TEXT NOT NULL,
    outcome             TEXT NOT NULL,
    triggered_by        TEXT NOT NULL,
    models_fetched      BIGINT NOT NULL DEFAULT 0,
    models_transformed  BIGINT NOT NULL DEFAULT 0,
    models_skipped      BIGINT NOT NULL DEFAULT 0,
    models_synced       BIGINT NOT NULL DEFAULT 0,
    models_new          BIGINT NOT NULL DEFAULT 0,
    models_updated      BIGINT NOT NULL DEFAULT 0,
    models_unchanged    BIGINT NOT NULL DEFAULT 0,
    models_delisted     BIGINT NOT NULL DEFAULT 0,
    price_changes       BIGINT NOT NULL DEFAULT 0,
    held_changes        BIGINT NOT NULL DEFAULT 0,
    errors              INTEGER NOT NULL DEFAULT 0,
    error_code          TEXT,
    error_message       TEXT,
    skip_reasons        JSONB NOT NULL DEFAULT '{}',
    list_verdict        TEXT,
    fetch_ms            BIGINT NOT NULL DEFAULT 0,
    transform_ms        BIGINT NOT NULL DEFAULT 0,
    upsert_ms           BIGINT NOT NULL DEFAULT 0,
    fence               BIGINT,
    generation          BIGINT,
    snapshot_sha256     BYTEA,
    CONSTRAINT pricing_sync_log_run_uq UNIQUE (workflow_id, run_id, provider_slug),
    CONSTRAINT pricing_sync_log_status_check CHECK (status IN ('success', 'failed', 'in_progress')),
    CONSTRAINT pricing_sync_log_outcome_check CHECK (outcome IN ('synced', 'not_modified', 'failed', 'cancelled'))
);
CREATE INDEX pricing_sync_log_provider_started_idx ON pricing_sync_log (provider_slug, sync_started_at DESC);
CREATE INDEX pricing_sync_log_started_idx ON pricing_sync_log (sync_started_at DESC);
CREATE INDEX pricing_sync_log_job_idx ON pricing_sync_log (job_id);
COMMENT ON COLUMN pricing_sync_log.list_verdict IS 'Why absences from this list were not counted; NULL when they were.';

CREATE TABLE sync_runs (
    job_id              TEXT NOT NULL,
    run_id              TEXT NOT NULL,
    kind                TEXT NOT NULL,
    status              TEXT NOT NULL,
    triggered_by        TEXT NOT NULL,
    started_at          TIMESTAMPTZ NOT NULL,
    completed_at        TIMESTAMPTZ NOT NULL,
    duration_ms         BIGINT NOT NULL,
    providers           INTEGER NOT NULL,
    succeeded           INTEGER NOT NULL,
    failed              INTEGER NOT NULL,
    skipped             INTEGER NOT NULL,
    models_fetched      BIGINT NOT NULL,
    models_synced       BIGINT NOT NULL,
    models_delisted     BIGINT NOT NULL,
    errors              JSONB NOT NULL DEFAULT '[]',
    CONSTRAINT sync_runs_pk PRIMARY KEY (job_id, run_id),
    CONSTRAINT sync_runs_status_check CHECK (status IN ('completed', 'partial', 'failed', 'cancelled', 'timed_out'))
);
CREATE INDEX sync_runs_started_idx ON sync_runs (started_at DESC);
COMMENT ON TABLE sync_runs IS 'One row per ended catalog sync. Running ones are in Temporal only, so none can get stuck here.';
