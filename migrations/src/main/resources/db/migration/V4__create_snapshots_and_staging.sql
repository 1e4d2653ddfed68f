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
    staged_at                    TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT staged_models_operation_check CHECK (operation IN ('new', 'changed', 'price', 'present', 'missing'))
);
CREATE INDEX staged_models_stage_key_idx ON staged_models (stage_key);
COMMENT ON TABLE staged_models IS 'Only what differs from the catalog: new and changed offerings, returned ones, missing ones.';
