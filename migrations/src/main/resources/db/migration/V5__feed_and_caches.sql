-- What changed, in order, and how far caches, subscribers and operators were told of it.

CREATE TABLE change_events (
    seq                BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    type               TEXT NOT NULL,
    at                 TIMESTAMPTZ NOT NULL DEFAULT now(),
    provider_slug      TEXT NOT NULL,
    provider_model_id  TEXT,
    model_id           TEXT,
    generation         BIGINT NOT NULL,
    job_id             TEXT NOT NULL,
    before             JSONB,
    after              JSONB,
    CONSTRAINT change_events_type_check CHECK (type ~ '^(model|price|provider)\.[a-z_]{1,40}$')
);
CREATE INDEX change_events_generation_idx ON change_events (generation);
COMMENT ON TABLE change_events IS 'Ordered change feed; seq is taken while the generation is locked, so readers never miss a late commit.';

CREATE TABLE cache_invalidations (
    id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source          TEXT NOT NULL,
    tags            TEXT[] NOT NULL,
    is_catalog_wide BOOLEAN NOT NULL,
    generation      BIGINT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT cache_invalidations_source_check CHECK (source IN ('change', 'webhook', 'operator'))
);
COMMENT ON TABLE cache_invalidations IS 'Outbox of cache tags; written under the lock of cache_feed, so that ids and commits agree.';

CREATE TABLE cache_feed (
    singleton      BOOLEAN PRIMARY KEY DEFAULT true,
    collected_seq  BIGINT NOT NULL,
    wide_since     TIMESTAMPTZ,
    wide_tags      BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT cache_feed_singleton_check CHECK (singleton)
) WITH (fillfactor = 10);
INSERT INTO cache_feed (collected_seq) SELECT coalesce(max(seq), 0) FROM change_events;
COMMENT ON COLUMN cache_feed.collected_seq IS 'Newest change event whose tags are in the outbox.';
COMMENT ON COLUMN cache_feed.wide_since IS 'Since when catalog-wide answers are stale without having been invalidated: once per run is enough.';

CREATE TABLE cache_targets (
    target           TEXT PRIMARY KEY,
    delivered_id     BIGINT NOT NULL,
    failures         INTEGER NOT NULL DEFAULT 0,
    next_attempt_at  TIMESTAMPTZ NOT NULL DEFAULT now(),
    last_error       TEXT,
    delivered_at     TIMESTAMPTZ
) WITH (fillfactor = 50);
COMMENT ON TABLE cache_targets IS 'How far each cache and subscriber has been told. Addresses are not kept, only their digests.';

CREATE TABLE alert_incidents (
    id                 BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    incident_key       TEXT NOT NULL,
    severity           TEXT NOT NULL,
    summary            TEXT NOT NULL,
    command            TEXT NOT NULL,
    opened_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    resolved_at        TIMESTAMPTZ,
    opening_sent       TEXT[] NOT NULL DEFAULT '{}',
    recovery_sent      TEXT[] NOT NULL DEFAULT '{}',
    next_attempt_at    TIMESTAMPTZ NOT NULL DEFAULT now(),
    attempts           INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT alert_incidents_severity_check CHECK (severity IN ('warning', 'critical'))
);
CREATE UNIQUE INDEX alert_incidents_open_uq ON alert_incidents (incident_key) WHERE resolved_at IS NULL;
COMMENT ON TABLE alert_incidents IS 'One row per trouble, open until it is over; *_sent names the channels that were told.';
