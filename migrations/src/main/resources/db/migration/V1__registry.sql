-- Providers: who they are, how far each was synced, and what their records look like.

CREATE TABLE providers (
    id             BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug           TEXT NOT NULL,
    name           TEXT NOT NULL,
    aliases        TEXT[] NOT NULL DEFAULT '{}',
    base_url       TEXT NOT NULL,
    tier           TEXT NOT NULL,
    tier_override  TEXT,
    is_supported   BOOLEAN NOT NULL,
    requires_key   BOOLEAN NOT NULL,
    quotes_prices  BOOLEAN NOT NULL,
    note           TEXT,
    is_active      BOOLEAN NOT NULL DEFAULT true,
    health_status  TEXT NOT NULL DEFAULT 'unknown',
    created_at     TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at     TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT providers_slug_uq UNIQUE (slug),
    CONSTRAINT providers_slug_check CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    CONSTRAINT providers_tier_check CHECK (tier IN ('every_15_minutes', 'hourly', 'every_4_hours')),
    CONSTRAINT providers_tier_override_check CHECK (tier_override IN ('every_15_minutes', 'hourly', 'every_4_hours')),
    CONSTRAINT providers_health_status_check CHECK (health_status IN ('healthy', 'degraded', 'down', 'unknown'))
);
COMMENT ON COLUMN providers.is_active IS 'Belongs to operators: no sync and no start ever writes it.';
COMMENT ON COLUMN providers.tier IS 'How often the code has it asked when tiers are switched on.';
COMMENT ON COLUMN providers.tier_override IS 'What operators set instead; no sync and no start writes it.';

CREATE TABLE provider_sync_state (
    provider_id           BIGINT PRIMARY KEY REFERENCES providers (id),
    applied_fence         BIGINT NOT NULL DEFAULT 0,
    applied_sha256        BYTEA,
    applied_transformer   INTEGER,
    applied_references    BIGINT NOT NULL DEFAULT 0,
    reviewed_generation   BIGINT NOT NULL DEFAULT 0,
    models_listed         BIGINT NOT NULL DEFAULT 0,
    models_missing        BIGINT NOT NULL DEFAULT 0,
    last_complete_at      TIMESTAMPTZ,
    last_success_at       TIMESTAMPTZ,
    last_failure_at       TIMESTAMPTZ,
    consecutive_failures  INTEGER NOT NULL DEFAULT 0,
    last_error_code       TEXT
) WITH (fillfactor = 50);
COMMENT ON TABLE provider_sync_state IS 'One narrow row per provider, written by each of its runs; what models.updated_at is derived from.';
COMMENT ON COLUMN provider_sync_state.applied_fence IS 'Number of the newest fetch that was applied; an older one is refused.';
COMMENT ON COLUMN provider_sync_state.applied_references IS 'reference_scopes.version that the applied list was compared with.';
COMMENT ON COLUMN provider_sync_state.reviewed_generation IS 'Generation that held prices were last compared with: a later one may hold a second source.';

CREATE SEQUENCE sync_fence_seq;
COMMENT ON SEQUENCE sync_fence_seq IS 'Numbers of fetches: each run of a provider takes one before it fetches.';

CREATE TABLE provider_shapes (
    provider_id    BIGINT PRIMARY KEY REFERENCES providers (id),
    shape          JSONB NOT NULL,
    pending        TEXT,
    pending_seen   INTEGER NOT NULL DEFAULT 0,
    pending_since  TIMESTAMPTZ,
    changed_at     TIMESTAMPTZ NOT NULL DEFAULT now()
);
COMMENT ON TABLE provider_shapes IS 'The shape that is trusted: paths of the records'' fields with their types; written only when it changes.';
COMMENT ON COLUMN provider_shapes.pending IS 'Price fields that went away or changed their type and wait to be confirmed; prices stand still meanwhile.';
