-- What the system that this one replaces knew, as an import took it over: whose the ids are that other tables point at, and what
-- that system said that models cost. Nothing here is a price of the catalog, and no sync writes it.

CREATE TABLE imported_providers (
    old_id       BIGINT NOT NULL,
    old_slug     TEXT NOT NULL,
    provider_id  BIGINT NOT NULL,
    was_active   BOOLEAN NOT NULL,
    imported_at  TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT imported_providers_pk PRIMARY KEY (old_id),
    CONSTRAINT imported_providers_provider_fk FOREIGN KEY (provider_id) REFERENCES providers (id)
);
COMMENT ON TABLE imported_providers IS 'Providers of the old system, and which of ours each is.';
COMMENT ON COLUMN imported_providers.old_id IS 'providers.id of the old system.';
COMMENT ON COLUMN imported_providers.old_slug IS 'providers.slug of the old system, a slug or an alias of ours.';
COMMENT ON COLUMN imported_providers.provider_id IS 'providers.id here.';
COMMENT ON COLUMN imported_providers.was_active IS 'Its switch when it was imported; one that was off was switched off here, once.';
COMMENT ON COLUMN imported_providers.imported_at IS 'When the row came in.';

CREATE TABLE imported_models (
    old_id             BIGINT NOT NULL,
    provider_id        BIGINT NOT NULL,
    provider_model_id  TEXT NOT NULL,
    model_id           TEXT,
    model_name         TEXT,
    was_active         BOOLEAN NOT NULL,
    created_at         TIMESTAMPTZ,
    imported_at        TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT imported_models_pk PRIMARY KEY (old_id),
    CONSTRAINT imported_models_provider_fk FOREIGN KEY (provider_id) REFERENCES providers (id),
    CONSTRAINT imported_models_old_id_check CHECK (old_id BETWEEN 1 AND 9007199254740991),
    CONSTRAINT imported_models_provider_model_id_check CHECK (octet_length(provider_model_id) BETWEEN 1 AND 512)
);
CREATE INDEX imported_models_offering_idx ON imported_models (provider_id, provider_model_id, old_id);
COMMENT ON TABLE imported_models IS 'Models of the old system. The first list that shows one gives it its old id and the time from which it was known; models that no list shows are known here only.';
COMMENT ON COLUMN imported_models.old_id IS 'models.id of the old system; of two rows for one offering the smaller one becomes its id.';
COMMENT ON COLUMN imported_models.provider_id IS 'providers.id here.';
COMMENT ON COLUMN imported_models.provider_model_id IS 'The provider''s id, verbatim.';
COMMENT ON COLUMN imported_models.model_id IS 'What the old system called the model across providers; NULL where it said nothing.';
COMMENT ON COLUMN imported_models.model_name IS 'Its name there; NULL where it had none.';
COMMENT ON COLUMN imported_models.was_active IS 'Whether it was active there when it was imported.';
COMMENT ON COLUMN imported_models.created_at IS 'Since when the old system knew it; NULL where it did not say.';
COMMENT ON COLUMN imported_models.imported_at IS 'When the row came in.';

CREATE TABLE imported_prices (
    old_model_id            BIGINT NOT NULL,
    told_at                 TIMESTAMPTZ NOT NULL,
    old_table               TEXT NOT NULL,
    price_per_input_token   NUMERIC,
    price_per_output_token  NUMERIC,
    price_per_image_token   NUMERIC,
    price_per_request       NUMERIC,
    pricing_source          TEXT,
    imported_at             TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT imported_prices_pk PRIMARY KEY (old_model_id, told_at, old_table),
    CONSTRAINT imported_prices_model_fk FOREIGN KEY (old_model_id) REFERENCES imported_models (old_id),
    CONSTRAINT imported_prices_old_table_check CHECK (old_table IN ('model_pricing', 'model_pricing_history')),
    CONSTRAINT imported_prices_input_check CHECK (price_per_input_token > 0 AND price_per_input_token < 'Infinity'),
    CONSTRAINT imported_prices_output_check CHECK (price_per_output_token > 0 AND price_per_output_token < 'Infinity'),
    CONSTRAINT imported_prices_image_check CHECK (price_per_image_token > 0 AND price_per_image_token < 'Infinity'),
    CONSTRAINT imported_prices_request_check CHECK (price_per_request > 0 AND price_per_request < 'Infinity'),
    CONSTRAINT imported_prices_amount_check CHECK (
        num_nonnulls(price_per_input_token, price_per_output_token, price_per_image_token, price_per_request) > 0)
);
COMMENT ON TABLE imported_prices IS 'What the old system said that models cost, as far as the price guards believe it. Shown beside a history, and used for nothing else: no quote and no guard reads it.';
COMMENT ON COLUMN imported_prices.old_model_id IS 'models.id of the old system.';
COMMENT ON COLUMN imported_prices.told_at IS 'model_pricing.last_updated or model_pricing_history.changed_at.';
COMMENT ON COLUMN imported_prices.old_table IS 'Where the row came from: model_pricing is the last price that the old system served.';
COMMENT ON COLUMN imported_prices.price_per_input_token IS 'US dollars per one input token; NULL where the old system had 0, which meant that it did not know.';
COMMENT ON COLUMN imported_prices.price_per_output_token IS 'US dollars per one output token; NULL as above.';
COMMENT ON COLUMN imported_prices.price_per_image_token IS 'US dollars per one image input token; NULL as above.';
COMMENT ON COLUMN imported_prices.price_per_request IS 'US dollars per one request; NULL as above.';
COMMENT ON COLUMN imported_prices.pricing_source IS 'Who told it, in the old system''s words; NULL where it did not say.';
COMMENT ON COLUMN imported_prices.imported_at IS 'When the row came in.';

CREATE VIEW imported_model_ids AS
SELECT i.old_id, p.slug AS provider_slug, i.provider_model_id, m.id AS model_id
FROM imported_models i
JOIN providers p ON p.id = i.provider_id
LEFT JOIN catalog_models m ON m.provider_id = i.provider_id AND m.provider_model_id = i.provider_model_id;
COMMENT ON VIEW imported_model_ids IS 'For tables that point at the old models.id: model_id is models.id here, NULL until a list shows the model.';
