-- What each offering costs and did cost, what waits for a decision, what operators set, and what independent feeds say.
-- Amounts are US dollars per one billing unit. NUMERIC without a scale keeps every digit; NaN passes a plain ">= 0" check and is
-- refused on its own.

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
COMMENT ON TABLE model_pricing IS 'The one price that is served now, an operator''s where one is pinned. Unknown prices are NULL, never 0.';
COMMENT ON COLUMN model_pricing.price_per_input_token IS 'US dollars per one input token, unconditional.';
COMMENT ON COLUMN model_pricing.price_per_output_token IS 'US dollars per one output token, unconditional.';
COMMENT ON COLUMN model_pricing.price_per_cache_read_token IS 'US dollars per one input token read from a cache.';
COMMENT ON COLUMN model_pricing.price_per_cache_write_token IS 'US dollars per one input token written to a five-minute cache.';
COMMENT ON COLUMN model_pricing.price_per_image_token IS 'US dollars per one image input token.';
COMMENT ON COLUMN model_pricing.price_per_request IS 'US dollars per one request.';
COMMENT ON COLUMN model_pricing.components IS 'The whole price list: [{kind, unit, usd, raw, quoted_unit, pointer, condition, precedence}], usd as decimal text per one unit.';
COMMENT ON COLUMN model_pricing.price_hash IS 'Hash of what the provider says, also under a pin: what the next list is compared with.';

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
    generation               BIGINT NOT NULL,
    snapshot_sha256          BYTEA,
    transformer_version      INTEGER,
    note                     TEXT,
    CONSTRAINT model_pricing_history_model_fence_uq UNIQUE (model_id, fence),
    CONSTRAINT model_pricing_history_change_kind_check CHECK (
        change_kind IN ('first', 'change', 'correction', 'release', 'approval', 'pin', 'unpin', 'rollback')),
    CONSTRAINT model_pricing_history_snapshot_check CHECK (
        (change_kind IN ('pin', 'unpin', 'rollback')) = (snapshot_sha256 IS NULL AND transformer_version IS NULL))
);
CREATE INDEX model_pricing_history_operator_idx ON model_pricing_history (model_id)
    WHERE change_kind IN ('pin', 'unpin', 'rollback');
COMMENT ON TABLE model_pricing_history IS 'Append-only ledger of every price, the first one included. US dollars per one token.';
COMMENT ON COLUMN model_pricing_history.valid_from IS 'When the price came into force; changed_at is when it was recorded.';
COMMENT ON COLUMN model_pricing_history.fence IS 'The fetch it came from; makes a repeated write of one fetch impossible.';

COMMENT ON COLUMN model_pricing_history.change_kind IS 'pin, unpin and rollback are the operators''; the others are what the provider says, also while a pin hides it.';
COMMENT ON COLUMN model_pricing_history.generation IS 'The commit that wrote the row.';
COMMENT ON COLUMN model_pricing_history.note IS 'Why an operator set the price.';

CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'model_pricing_history is append-only';
END
$$;
CREATE TRIGGER model_pricing_history_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON model_pricing_history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();

CREATE TABLE held_changes (
    id                           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider_id                  BIGINT NOT NULL REFERENCES providers (id),
    model_id                     BIGINT NOT NULL REFERENCES catalog_models (id),
    rule                         TEXT NOT NULL,
    cleared_by_second_source     BOOLEAN NOT NULL,
    cleared_by_agreement         BOOLEAN NOT NULL,
    status                       TEXT NOT NULL DEFAULT 'pending',
    previous_state               TEXT,
    previous_components          JSONB NOT NULL DEFAULT '[]',
    pricing_state                TEXT NOT NULL,
    pricing_basis                TEXT NOT NULL,
    price_per_input_token        NUMERIC,
    price_per_output_token       NUMERIC,
    price_per_cache_read_token   NUMERIC,
    price_per_cache_write_token  NUMERIC,
    price_per_image_token        NUMERIC,
    price_per_request            NUMERIC,
    components                   JSONB NOT NULL,
    price_hash                   BYTEA NOT NULL,
    pricing_source               TEXT NOT NULL,
    job_id                       TEXT NOT NULL,
    fence                        BIGINT NOT NULL,
    snapshot_sha256              BYTEA NOT NULL,
    transformer_version          INTEGER NOT NULL,
    told_by                      JSONB NOT NULL DEFAULT '[]',
    first_seen_at                TIMESTAMPTZ NOT NULL DEFAULT now(),
    agreeing_fetches             INTEGER NOT NULL,
    last_agreed_at               TIMESTAMPTZ,
    decided_at                   TIMESTAMPTZ,
    decided_by                   TEXT,
    note                         TEXT,
    is_suppressing               BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT held_changes_status_check CHECK (status IN ('pending', 'released', 'approved', 'rejected', 'superseded')),
    CONSTRAINT held_changes_decided_check CHECK ((status = 'pending') = (decided_at IS NULL)),
    CONSTRAINT held_changes_suppressing_check CHECK (status = 'rejected' OR NOT is_suppressing)
);
CREATE UNIQUE INDEX held_changes_pending_uq ON held_changes (model_id) WHERE status = 'pending';
CREATE UNIQUE INDEX held_changes_suppressing_uq ON held_changes (model_id) WHERE is_suppressing;
CREATE INDEX held_changes_provider_idx ON held_changes (provider_id) WHERE status = 'pending' OR is_suppressing;
COMMENT ON TABLE held_changes IS 'Prices that a guard keeps from being served. The former price is served meanwhile.';
COMMENT ON COLUMN held_changes.cleared_by_agreement IS 'Whether complete fetches that go on showing the price release it.';
COMMENT ON COLUMN held_changes.components IS 'The whole new price list, each entry with the provider''s own text and the unit.';
COMMENT ON COLUMN held_changes.agreeing_fetches IS 'Complete fetches, at least an hour apart, that showed this price.';
COMMENT ON COLUMN held_changes.is_suppressing IS 'Rejected, and the provider still says it: not held again until it says something else.';
COMMENT ON COLUMN held_changes.told_by IS 'Of a disagreement: source, the feed''s own key and the price list of every feed; the first is the price that waits.';

CREATE TABLE operator_overrides (
    id                           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model_id                     BIGINT NOT NULL REFERENCES catalog_models (id),
    kind                         TEXT NOT NULL,
    provider_state               TEXT,
    provider_basis               TEXT,
    provider_input_price         NUMERIC,
    provider_output_price        NUMERIC,
    provider_cache_read_price    NUMERIC,
    provider_cache_write_price   NUMERIC,
    provider_image_price         NUMERIC,
    provider_request_price       NUMERIC,
    provider_components          JSONB,
    provider_source              TEXT,
    upstream_hash                BYTEA,
    rolled_back_to               BIGINT,
    note                         TEXT,
    created_by                   TEXT NOT NULL,
    created_at                   TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT operator_overrides_model_kind_uq UNIQUE (model_id, kind),
    CONSTRAINT operator_overrides_kind_check CHECK (kind IN ('price', 'delist')),
    CONSTRAINT operator_overrides_provider_check CHECK (
        (kind = 'price') = (provider_state IS NOT NULL AND provider_basis IS NOT NULL AND provider_components IS NOT NULL
                            AND provider_source IS NOT NULL)),
    CONSTRAINT operator_overrides_state_check CHECK (provider_state IN ('priced', 'free', 'dynamic', 'unknown'))
);
COMMENT ON TABLE operator_overrides IS 'Pins that belong to operators. The pinned price itself is the served one, in model_pricing.';
COMMENT ON COLUMN operator_overrides.provider_state IS 'What the provider says while the pin stands, in this column and the next ones; syncs keep it up.';
COMMENT ON COLUMN operator_overrides.upstream_hash IS 'Hash of the provider''s price when the pin was set; differs from the present one when upstream moved.';
COMMENT ON COLUMN operator_overrides.rolled_back_to IS 'Generation whose price a rollback pinned; NULL when the pin was set by itself.';

CREATE TABLE reference_feeds (
    feed               TEXT PRIMARY KEY,
    sha256             BYTEA,
    reader_version     INTEGER,
    prices             BIGINT NOT NULL DEFAULT 0,
    refused            BIGINT NOT NULL DEFAULT 0,
    fetched_at         TIMESTAMPTZ,
    changed_at         TIMESTAMPTZ,
    last_failure_at    TIMESTAMPTZ,
    last_error_code    TEXT
);
COMMENT ON TABLE reference_feeds IS 'One row per feed: what was read last, and how old it is.';
COMMENT ON COLUMN reference_feeds.fetched_at IS 'When the feed was last seen to say this; a failed fetch leaves it, so it is the age of the prices.';

CREATE TABLE reference_snapshots (
    feed        TEXT NOT NULL,
    sha256      BYTEA NOT NULL,
    pages       INTEGER NOT NULL,
    raw_bytes   BIGINT NOT NULL,
    body        BYTEA NOT NULL,
    fetched_at  TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT reference_snapshots_pk PRIMARY KEY (feed, sha256)
);
ALTER TABLE reference_snapshots ALTER COLUMN body SET STORAGE EXTERNAL;
COMMENT ON TABLE reference_snapshots IS 'Vault of feed bodies, gzip, addressed by the SHA-256 of the decoded text.';

CREATE TABLE reference_scopes (
    provider_slug  TEXT PRIMARY KEY,
    id_prefix      TEXT NOT NULL DEFAULT '',
    version        BIGINT NOT NULL DEFAULT 0,
    changed_at     TIMESTAMPTZ NOT NULL DEFAULT now()
);
COMMENT ON TABLE reference_scopes IS 'Providers that feeds know. version moves when a reference price of the provider changes.';
COMMENT ON COLUMN reference_scopes.id_prefix IS 'What the provider puts before the ids that feeds use, such as models/.';

CREATE TABLE reference_prices (
    feed                    TEXT NOT NULL,
    provider_slug           TEXT NOT NULL REFERENCES reference_scopes (provider_slug),
    reference_key           TEXT NOT NULL,
    reference_id            TEXT NOT NULL,
    price_per_input_token   NUMERIC,
    price_per_output_token  NUMERIC,
    components              JSONB NOT NULL,
    price_hash              BYTEA NOT NULL,
    snapshot_sha256         BYTEA NOT NULL,
    changed_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT reference_prices_pk PRIMARY KEY (provider_slug, reference_key, feed),
    CONSTRAINT reference_prices_input_check CHECK (price_per_input_token > 0 AND price_per_input_token < 'Infinity'),
    CONSTRAINT reference_prices_output_check CHECK (price_per_output_token > 0 AND price_per_output_token < 'Infinity')
);
COMMENT ON TABLE reference_prices IS 'Prices by feed, US dollars per one unit. A zero in a feed is no price and has no row.';
COMMENT ON COLUMN reference_prices.reference_key IS 'The provider''s id without its prefix, in lower case; what an offering is looked up by.';
COMMENT ON COLUMN reference_prices.reference_id IS 'The feed''s own key, verbatim.';
