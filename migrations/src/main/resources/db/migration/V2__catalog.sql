-- The offerings of providers, the bodies that they were read from, and what waits to be applied.

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

CREATE TABLE provider_snapshots (
    provider_id  BIGINT NOT NULL REFERENCES providers (id),
    sha256       BYTEA NOT NULL,
    pages        INTEGER NOT NULL,
    raw_bytes    BIGINT NOT NULL,
    body         BYTEA NOT NULL,
    is_dry_run   BOOLEAN NOT NULL,
    fetched_at   TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT provider_snapshots_pk PRIMARY KEY (provider_id, sha256)
);
-- The body is gzip already: compressing it again would only cost time.
ALTER TABLE provider_snapshots ALTER COLUMN body SET STORAGE EXTERNAL;
COMMENT ON COLUMN provider_snapshots.is_dry_run IS 'Only a dry run wanted it so far; it goes when that run ends.';
COMMENT ON TABLE provider_snapshots IS 'Vault of list bodies, addressed by the SHA-256 of the decoded pages.';

-- Unlogged: a crash empties it, which the upsert notices by the row count and has the transform done again.
CREATE UNLOGGED TABLE staged_models (
    stage_key                    TEXT NOT NULL,
    operation                    TEXT NOT NULL,
    provider_model_id            TEXT NOT NULL,
    model_id                     TEXT,
    model_name                   TEXT,
    description                  TEXT,
    context_length               BIGINT,
    max_output_tokens            BIGINT,
    modality                     TEXT,
    input_modalities             TEXT[],
    output_modalities            TEXT[],
    supports_streaming           BOOLEAN,
    supports_function_calling    BOOLEAN,
    supports_vision              BOOLEAN,
    supports_json_mode           BOOLEAN,
    supports_reasoning           BOOLEAN,
    supports_structured_outputs  BOOLEAN,
    provider_created_at          TIMESTAMPTZ,
    deprecated_at                TIMESTAMPTZ,
    metadata                     JSONB,
    content_hash                 BYTEA,
    facts_changed                BOOLEAN,
    price_changed                BOOLEAN,
    pricing_state                TEXT,
    pricing_basis                TEXT,
    price_per_input_token        NUMERIC,
    price_per_output_token       NUMERIC,
    price_per_cache_read_token   NUMERIC,
    price_per_cache_write_token  NUMERIC,
    price_per_image_token        NUMERIC,
    price_per_request            NUMERIC,
    components                   JSONB,
    price_hash                   BYTEA,
    pricing_source               TEXT,
    price_told_by                JSONB,
    price_decision               TEXT,
    price_reason                 TEXT,
    staged_at                    TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT staged_models_operation_check CHECK (
        operation IN ('new', 'changed', 'price', 'present', 'missing', 'settled')),
    CONSTRAINT staged_models_price_decision_check CHECK (price_decision IN ('stored', 'held', 'refused'))
);
-- Every statement of the write path looks staged models up by their id as well: by the key alone, a join of 900 held prices read
-- the stage 900 times.
CREATE INDEX staged_models_stage_key_model_idx ON staged_models (stage_key, provider_model_id);
COMMENT ON TABLE staged_models IS 'Only what differs from the catalog: new and changed offerings, returned ones, missing ones.';
COMMENT ON COLUMN staged_models.pricing_source IS 'Who says the price, such as reference:models-dev+litellm; NULL is the provider itself.';
COMMENT ON COLUMN staged_models.price_told_by IS 'What each feed says of a price on which they disagree; NULL is a price that nobody disputes.';
COMMENT ON COLUMN staged_models.price_decision IS 'What the price guards say; NULL is stored, without anything to note.';
COMMENT ON COLUMN staged_models.price_reason IS 'The rule that holds a price, why it is refused, or what released it.';

-- Unlogged like the stage that it belongs to.
CREATE UNLOGGED TABLE staged_shapes (
    stage_key      TEXT PRIMARY KEY,
    shape          JSONB NOT NULL,
    pending        TEXT,
    pending_seen   INTEGER NOT NULL,
    pending_since  TIMESTAMPTZ,
    event          JSONB,
    staged_at      TIMESTAMPTZ NOT NULL DEFAULT now()
);
