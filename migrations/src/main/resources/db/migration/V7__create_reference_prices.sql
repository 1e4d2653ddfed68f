-- What independent price feeds say, and the catalog's disagreements with them.

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

ALTER TABLE staged_models ADD COLUMN pricing_source TEXT;
COMMENT ON COLUMN staged_models.pricing_source IS 'Who says the price, such as reference:models-dev+litellm; NULL is the provider itself.';

ALTER TABLE provider_sync_state ADD COLUMN applied_references BIGINT NOT NULL DEFAULT 0;
COMMENT ON COLUMN provider_sync_state.applied_references IS 'reference_scopes.version that the applied list was compared with.';

-- Literal ids only. Both feeds are compared with the catalog, where the provider itself quotes the price, and with each other.
CREATE VIEW price_disagreements AS
WITH known AS (
    SELECT s.provider_slug, m.id AS model_id, m.provider_model_id, r.feed, r.reference_id,
           r.price_per_input_token, r.price_per_output_token
    FROM reference_scopes s
    JOIN providers v ON v.slug = s.provider_slug
    JOIN catalog_models m ON m.provider_id = v.id AND m.is_active
    JOIN reference_prices r ON r.provider_slug = s.provider_slug
        AND r.reference_key = lower(CASE WHEN starts_with(m.provider_model_id, s.id_prefix)
                                         THEN substr(m.provider_model_id, length(s.id_prefix) + 1)
                                         ELSE m.provider_model_id END)
), compared AS (
    SELECT k.provider_slug, k.provider_model_id, d.dimension, p.pricing_source AS source, d.price,
           'reference:' || k.feed AS other_source, d.other_price
    FROM known k
    JOIN model_pricing p ON p.model_id = k.model_id AND p.pricing_source NOT LIKE 'reference:%'
    CROSS JOIN LATERAL (VALUES
        ('input', p.price_per_input_token, k.price_per_input_token),
        ('output', p.price_per_output_token, k.price_per_output_token)) AS d (dimension, price, other_price)
    UNION ALL
    SELECT a.provider_slug, a.provider_model_id, d.dimension, 'reference:' || a.feed, d.price,
           'reference:' || b.feed, d.other_price
    FROM known a
    JOIN known b ON b.model_id = a.model_id AND b.feed < a.feed
    CROSS JOIN LATERAL (VALUES
        ('input', a.price_per_input_token, b.price_per_input_token),
        ('output', a.price_per_output_token, b.price_per_output_token)) AS d (dimension, price, other_price)
)
SELECT provider_slug, provider_model_id, dimension, source, price, other_source, other_price,
       round(price / other_price, 6) AS ratio
FROM compared
WHERE other_price > 0 AND abs(price - other_price) * 200 > greatest(price, other_price);
COMMENT ON VIEW price_disagreements IS 'Prices, US dollars per token, that two sources tell differently by more than 0.5 %.';
