-- NUMERIC without a scale keeps every digit; NaN passes a plain ">= 0" check and is refused on its own.

CREATE TABLE model_pricing (
    model_id                          BIGINT PRIMARY KEY REFERENCES catalog_models (id),
    pricing_state                     TEXT NOT NULL,
    pricing_basis                     TEXT NOT NULL,
    price_per_input_token             NUMERIC,
    price_per_output_token            NUMERIC,
    price_per_cache_read_token        NUMERIC,
    price_per_cache_write_token       NUMERIC,
    price_per_image_token             NUMERIC,
    price_per_request                 NUMERIC,
    components                        JSONB NOT NULL,
    price_hash                        BYTEA NOT NULL,
    pricing_source                    TEXT NOT NULL,
    last_updated                      TIMESTAMPTZ NOT NULL,
    CONSTRAINT model_pricing_state_check CHECK (pricing_state IN ('priced', 'free', 'dynamic', 'unknown')),
    CONSTRAINT model_pricing_input_check CHECK (price_per_input_token >= 0 AND price_per_input_token < 'Infinity'),
    CONSTRAINT model_pricing_output_check CHECK (price_per_output_token >= 0 AND price_per_output_token < 'Infinity'),
    CONSTRAINT model_pricing_cache_read_check CHECK (price_per_cache_read_token >= 0 AND price_per_cache_read_token < 'Infinity'),
    CONSTRAINT model_pricing_cache_write_check CHECK (price_per_cache_write_token >= 0 AND price_per_cache_write_token < 'Infinity'),
    CONSTRAINT model_pricing_image_check CHECK (price_per_image_token >= 0 AND price_per_image_token < 'Infinity'),
    CONSTRAINT model_pricing_request_check CHECK (price_per_request >= 0 AND price_per_request < 'Infinity'),
    CONSTRAINT model_pricing_unknown_check CHECK (
        pricing_state IN ('priced', 'free')
        OR (price_per_input_token IS NULL AND price_per_output_token IS NULL AND components = '[]'::jsonb)),
    CONSTRAINT model_pricing_zero_check CHECK (
        pricing_state = 'free'
        OR (coalesce(price_per_input_token, 1) > 0 AND coalesce(price_per_output_token, 1) > 0))
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
COMMENT ON TABLE model_pricing IS 'The price that is served now. Unknown prices are NULL, never 0.';
COMMENT ON COLUMN model_pricing.price_per_input_token IS 'US dollars per one input token, unconditional.';
COMMENT ON COLUMN model_pricing.price_per_output_token IS 'US dollars per one output token, unconditional.';
COMMENT ON COLUMN model_pricing.price_per_cache_read_token IS 'US dollars per one input token read from a cache.';
COMMENT ON COLUMN model_pricing.price_per_cache_write_token IS 'US dollars per one input token written to a five-minute cache.';
COMMENT ON COLUMN model_pricing.price_per_image_token IS 'US dollars per one image input token.';
COMMENT ON COLUMN model_pricing.price_per_request IS 'US dollars per one request.';
COMMENT ON COLUMN model_pricing.components IS 'The whole price list: [{kind, unit, usd, raw, condition}], usd as decimal text per one unit.';

CREATE TABLE model_pricing_history (
    id                       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model_id                 BIGINT NOT NULL REFERENCES catalog_models (id) ON DELETE RESTRICT,
    change_kind              TEXT NOT NULL,
    pricing_state            TEXT NOT NULL,
    previous_state           TEXT,
    price_per_input_token    NUMERIC,
    price_per_output_token   NUMERIC,
    previous_input_price     NUMERIC,
    previous_output_price    NUMERIC,
    components               JSONB NOT NULL,
    previous_components      JSONB,
    valid_from               TIMESTAMPTZ NOT NULL,
    changed_at               TIMESTAMPTZ NOT NULL DEFAULT now(),
    changed_by               TEXT NOT NULL,
    job_id                   TEXT NOT NULL,
    fence                    BIGINT NOT NULL,
    snapshot_sha256          BYTEA NOT NULL,
    transformer_version      INTEGER NOT NULL,
    CONSTRAINT model_pricing_history_model_fence_uq UNIQUE (model_id, fence),
    CONSTRAINT model_pricing_history_change_kind_check CHECK (change_kind IN ('first', 'change', 'correction'))
);
COMMENT ON TABLE model_pricing_history IS 'Append-only ledger of every price, the first one included. US dollars per one token.';
COMMENT ON COLUMN model_pricing_history.valid_from IS 'When the price came into force; changed_at is when it was recorded.';
COMMENT ON COLUMN model_pricing_history.fence IS 'The fetch it came from; makes a repeated write of one fetch impossible.';

CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'model_pricing_history is append-only';
END
$$;
CREATE TRIGGER model_pricing_history_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON model_pricing_history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
