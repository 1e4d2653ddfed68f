-- What a provider states of a price and this program does not read, beside every stored price: JSON Pointers below the
-- provider's record. An empty list is a price of which every term was read.

ALTER TABLE staged_models ADD COLUMN unread JSONB;
ALTER TABLE model_pricing ADD COLUMN unread JSONB NOT NULL DEFAULT '[]';
ALTER TABLE model_pricing_history
    ADD COLUMN unread JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN previous_unread JSONB;
ALTER TABLE held_changes
    ADD COLUMN unread JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN previous_unread JSONB NOT NULL DEFAULT '[]';
ALTER TABLE operator_overrides ADD COLUMN provider_unread JSONB NOT NULL DEFAULT '[]';
COMMENT ON COLUMN staged_models.unread IS 'Price terms of the record that were not read: JSON Pointers, sorted.';
COMMENT ON COLUMN model_pricing.unread IS 'Price terms that the provider states and this program does not read: JSON Pointers below its record, sorted. [] is complete.';
COMMENT ON COLUMN model_pricing_history.unread IS 'Price terms that were not read then: JSON Pointers, sorted.';
COMMENT ON COLUMN model_pricing_history.previous_unread IS 'The same of the price before; NULL when there was none.';
COMMENT ON COLUMN held_changes.unread IS 'Price terms of the price that waits that were not read: JSON Pointers, sorted.';
COMMENT ON COLUMN held_changes.previous_unread IS 'The same of the price before.';
COMMENT ON COLUMN operator_overrides.provider_unread IS 'Price terms of the provider''s price that were not read, while the pin stands.';

-- Operators are told of each path and metrics count them: models with such terms are few.
CREATE INDEX model_pricing_unread_idx ON model_pricing (model_id) WHERE unread <> '[]';

CREATE OR REPLACE VIEW served_prices AS
SELECT p.model_id, p.pricing_state, p.pricing_basis, p.price_per_input_token, p.price_per_output_token,
       p.price_per_cache_read_token, p.price_per_cache_write_token, p.price_per_image_token, p.price_per_request,
       p.components, p.pricing_source, p.last_updated,
       o.id IS NOT NULL AS is_pinned,
       o.id IS NOT NULL AND o.upstream_hash IS DISTINCT FROM p.price_hash AS upstream_moved,
       o.created_by AS pinned_by, o.note AS pinned_note, o.created_at AS pinned_at, o.provider_state, o.provider_components,
       p.unread, o.provider_unread
FROM model_pricing p
LEFT JOIN operator_overrides o ON o.model_id = p.model_id AND o.kind = 'price';

CREATE OR REPLACE VIEW provider_prices AS
SELECT p.model_id, p.price_hash, o.id IS NOT NULL AS is_pinned,
       CASE WHEN o.id IS NULL THEN p.pricing_state ELSE o.provider_state END AS pricing_state,
       CASE WHEN o.id IS NULL THEN p.pricing_basis ELSE o.provider_basis END AS pricing_basis,
       CASE WHEN o.id IS NULL THEN p.price_per_input_token ELSE o.provider_input_price END AS price_per_input_token,
       CASE WHEN o.id IS NULL THEN p.price_per_output_token ELSE o.provider_output_price END AS price_per_output_token,
       CASE WHEN o.id IS NULL THEN p.price_per_cache_read_token ELSE o.provider_cache_read_price END
           AS price_per_cache_read_token,
       CASE WHEN o.id IS NULL THEN p.price_per_cache_write_token ELSE o.provider_cache_write_price END
           AS price_per_cache_write_token,
       CASE WHEN o.id IS NULL THEN p.price_per_image_token ELSE o.provider_image_price END AS price_per_image_token,
       CASE WHEN o.id IS NULL THEN p.price_per_request ELSE o.provider_request_price END AS price_per_request,
       CASE WHEN o.id IS NULL THEN p.components ELSE o.provider_components END AS components,
       CASE WHEN o.id IS NULL THEN p.pricing_source ELSE o.provider_source END AS pricing_source,
       CASE WHEN o.id IS NULL THEN p.unread ELSE o.provider_unread END AS unread
FROM model_pricing p
LEFT JOIN operator_overrides o ON o.model_id = p.model_id AND o.kind = 'price';

-- One row for each model and path: elements of lists are one path, so that a longer list is no new term.
CREATE VIEW unread_price_terms AS
SELECT v.slug AS provider_slug, m.provider_model_id, u.pointer,
       replace(replace(replace(ltrim(regexp_replace(u.pointer, '/[0-9]+(?=/|$)', '[]', 'g'), '/'), '/', '.'), '~1', '/'), '~0', '~')
           AS path
FROM model_pricing p
JOIN catalog_models m ON m.id = p.model_id AND m.is_active
JOIN providers v ON v.id = m.provider_id
CROSS JOIN LATERAL jsonb_array_elements_text(p.unread) AS u (pointer)
WHERE p.unread <> '[]';
COMMENT ON VIEW unread_price_terms IS 'Price terms of listed models that are not read; path is where, as in pricing.tiers[].night.';
