-- What readers look at: the catalog in the column names that dashboards and scripts know, and prices by who says them.

CREATE VIEW served_prices AS
SELECT p.model_id, p.pricing_state, p.pricing_basis, p.price_per_input_token, p.price_per_output_token,
       p.price_per_cache_read_token, p.price_per_cache_write_token, p.price_per_image_token, p.price_per_request,
       p.components, p.pricing_source, p.last_updated,
       o.id IS NOT NULL AS is_pinned,
       o.id IS NOT NULL AND o.upstream_hash IS DISTINCT FROM p.price_hash AS upstream_moved,
       o.created_by AS pinned_by, o.note AS pinned_note, o.created_at AS pinned_at, o.provider_state, o.provider_components
FROM model_pricing p
LEFT JOIN operator_overrides o ON o.model_id = p.model_id AND o.kind = 'price';
COMMENT ON VIEW served_prices IS 'model_pricing, and of a pin who set it, why, when, and what the provider says instead.';

CREATE VIEW provider_prices AS
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
       CASE WHEN o.id IS NULL THEN p.pricing_source ELSE o.provider_source END AS pricing_source
FROM model_pricing p
LEFT JOIN operator_overrides o ON o.model_id = p.model_id AND o.kind = 'price';
COMMENT ON VIEW provider_prices IS 'What the provider says, whatever is served: what lists, guards and other providers'' prices are compared with.';

-- An unchanged but listed model is as fresh as its provider's last complete sync, without a write per row.
CREATE VIEW models AS
SELECT m.id,
       m.provider_id,
       m.model_id,
       m.model_name,
       m.provider_model_id,
       m.description,
       m.context_length,
       m.max_output_tokens,
       m.modality,
       jsonb_build_object(
           'modality', m.modality,
           'input_modalities', m.input_modalities,
           'output_modalities', m.output_modalities) AS architecture,
       m.input_modalities,
       m.output_modalities,
       m.supports_streaming,
       m.supports_function_calling,
       m.supports_vision,
       m.supports_json_mode,
       m.supports_reasoning,
       m.supports_structured_outputs,
       m.is_active AND off.id IS NULL AS is_active,
       CASE WHEN off.id IS NULL THEN m.inactive_reason ELSE 'pinned_off' END AS inactive_reason,
       p.health_status,
       coalesce(pr.pricing_state, 'unknown') AS pricing_state,
       m.metadata,
       m.provider_created_at,
       m.deprecated_at,
       m.created_at,
       CASE
           WHEN m.is_active AND mm.model_id IS NULL THEN greatest(m.changed_at, s.last_complete_at)
           ELSE greatest(m.changed_at, mm.first_missed_at)
       END AS updated_at
FROM catalog_models m
JOIN providers p ON p.id = m.provider_id
LEFT JOIN provider_sync_state s ON s.provider_id = m.provider_id
LEFT JOIN model_misses mm ON mm.model_id = m.id
LEFT JOIN model_pricing pr ON pr.model_id = m.id
LEFT JOIN operator_overrides off ON off.model_id = m.id AND off.kind = 'delist';
COMMENT ON VIEW models IS 'The catalog. updated_at is the last confirmation by the provider.';

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
    JOIN provider_prices p ON p.model_id = k.model_id AND p.pricing_source NOT LIKE 'reference:%'
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
