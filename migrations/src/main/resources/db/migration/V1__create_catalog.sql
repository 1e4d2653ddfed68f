-- Providers and their offerings. Amounts are US dollars per one billing unit everywhere.

CREATE TABLE providers (
    id             BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug           TEXT NOT NULL,
    name           TEXT NOT NULL,
    aliases        TEXT[] NOT NULL DEFAULT '{}',
    base_url       TEXT NOT NULL,
    tier           TEXT NOT NULL,
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
    CONSTRAINT providers_health_status_check CHECK (health_status IN ('healthy', 'degraded', 'down', 'unknown'))
);
COMMENT ON COLUMN providers.is_active IS 'Belongs to operators: no sync and no start ever writes it.';

CREATE TABLE provider_sync_state (
    provider_id           BIGINT PRIMARY KEY REFERENCES providers (id),
    applied_fence         BIGINT NOT NULL DEFAULT 0,
    applied_sha256        BYTEA,
    applied_transformer   INTEGER,
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

CREATE SEQUENCE sync_fence_seq;

CREATE TABLE catalog_models (
    id                           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider_id                  BIGINT NOT NULL REFERENCES providers (id),
    provider_model_id            TEXT NOT NULL,
    model_id                     TEXT NOT NULL,
    model_name                   TEXT NOT NULL,
    description                  TEXT,
    context_length               BIGINT,
    max_output_tokens            BIGINT,
    modality                     TEXT NOT NULL,
    input_modalities             TEXT[] NOT NULL DEFAULT '{}',
    output_modalities            TEXT[] NOT NULL DEFAULT '{}',
    supports_streaming           BOOLEAN,
    supports_function_calling    BOOLEAN,
    supports_vision              BOOLEAN,
    supports_json_mode           BOOLEAN,
    supports_reasoning           BOOLEAN,
    supports_structured_outputs  BOOLEAN,
    provider_created_at          TIMESTAMPTZ,
    deprecated_at                TIMESTAMPTZ,
    metadata                     JSONB NOT NULL DEFAULT '{}',
    is_active                    BOOLEAN NOT NULL DEFAULT true,
    inactive_reason              TEXT,
    content_hash                 BYTEA NOT NULL,
    created_at                   TIMESTAMPTZ NOT NULL DEFAULT now(),
    changed_at                   TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT catalog_models_provider_model_uq UNIQUE (provider_id, provider_model_id),
    CONSTRAINT catalog_models_provider_model_id_check CHECK (octet_length(provider_model_id) BETWEEN 1 AND 512),
    CONSTRAINT catalog_models_context_length_check CHECK (context_length >= 1),
    CONSTRAINT catalog_models_max_output_tokens_check CHECK (max_output_tokens >= 1),
    CONSTRAINT catalog_models_inactive_reason_check CHECK (is_active = (inactive_reason IS NULL))
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX catalog_models_model_id_idx ON catalog_models (model_id);
COMMENT ON COLUMN catalog_models.provider_model_id IS 'The provider''s id, verbatim: never cleaned, folded or rewritten.';
COMMENT ON COLUMN catalog_models.model_id IS 'Canonical id that joins the same model across providers.';
COMMENT ON COLUMN catalog_models.content_hash IS 'SHA-256 of the facts as the provider gave them, without price and time.';

CREATE TABLE model_misses (
    model_id         BIGINT PRIMARY KEY REFERENCES catalog_models (id),
    misses           INTEGER NOT NULL,
    first_missed_at  TIMESTAMPTZ NOT NULL,
    last_missed_at   TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE model_misses IS 'Listed models that complete fetches no longer showed; a present model has no row.';

CREATE TABLE catalog_generation (
    singleton   BOOLEAN PRIMARY KEY DEFAULT true,
    generation  BIGINT NOT NULL,
    changed_at  TIMESTAMPTZ NOT NULL,
    CONSTRAINT catalog_generation_singleton_check CHECK (singleton)
) WITH (fillfactor = 10);
INSERT INTO catalog_generation (generation, changed_at) VALUES (0, now());
COMMENT ON TABLE catalog_generation IS 'Number of the last commit that changed the catalog: what ETags and caches are made of.';
