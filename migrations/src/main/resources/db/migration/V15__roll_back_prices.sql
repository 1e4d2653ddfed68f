-- A provider's prices as they were at an earlier generation, as pins: no sync writes them away, each shows when the provider
-- moved under it, and all of them can be taken back.

ALTER TABLE operator_overrides ADD COLUMN rolled_back_to BIGINT;
COMMENT ON COLUMN operator_overrides.rolled_back_to IS 'Generation whose price a rollback pinned; NULL when the pin was set by itself.';

ALTER TABLE operator_overrides DROP CONSTRAINT operator_overrides_state_check;
ALTER TABLE operator_overrides ADD CONSTRAINT operator_overrides_state_check CHECK (
    (kind = 'price') = (pricing_state IS NOT NULL)
    AND pricing_state IN ('priced', 'free', 'dynamic', 'unknown')
    AND (pricing_state IN ('priced', 'free') OR components = '[]'::jsonb));

CREATE FUNCTION unconditional_usd(components JSONB, kind TEXT, unit TEXT) RETURNS NUMERIC
LANGUAGE sql IMMUTABLE AS $$
    SELECT (c ->> 'usd')::numeric FROM jsonb_array_elements(components) c
    WHERE c ->> 'kind' = kind AND c ->> 'unit' = unit AND c -> 'condition' = '{}'::jsonb
    LIMIT 1
$$;
COMMENT ON FUNCTION unconditional_usd IS 'US dollars per one unit of a price list''s line without a condition; NULL when there is none.';

-- A generation for many prices at once, an entry in the feed for each, and word to the readers, all at the commit. NULL for none.
CREATE FUNCTION publish_price_changes(models BIGINT[], was JSONB[], becomes JSONB[], operator TEXT) RETURNS BIGINT
LANGUAGE plpgsql AS $$
DECLARE
    next_generation BIGINT;
BEGIN
    IF models IS NULL THEN
        RETURN NULL;
    END IF;
    UPDATE catalog_generation SET generation = generation + 1, changed_at = clock_timestamp()
    RETURNING generation INTO next_generation;
    INSERT INTO change_events (
        type, provider_slug, provider_model_id, model_id, generation, job_id, before, after)
    SELECT 'price.changed', p.slug, m.provider_model_id, m.model_id, next_generation, 'operator:' || operator, c.was, c.becomes
    FROM unnest(models, was, becomes) AS c (model, was, becomes)
    JOIN catalog_models m ON m.id = c.model JOIN providers p ON p.id = m.provider_id
    ORDER BY p.slug, m.provider_model_id;
    PERFORM pg_notify('catalog_generation', next_generation::text);
    RETURN next_generation;
END
$$;

-- Pins every price of a provider that is another one now than at the target generation. What was not priced then is pinned as
-- that; models that came later and prices that have a pin are left alone. A row of the ledger belongs to the generation of the
-- event that was written by the same transaction. Locks in the order of the upsert: state, pins, generation.
CREATE FUNCTION roll_back_prices(rolled_slug TEXT, target BIGINT, operator TEXT)
RETURNS TABLE (pinned BIGINT, kept BIGINT, next_generation BIGINT)
LANGUAGE plpgsql AS $$
DECLARE
    changed BIGINT[];
    was JSONB[];
    becomes JSONB[];
BEGIN
    PERFORM 1 FROM provider_sync_state s
    WHERE s.provider_id = (SELECT p.id FROM providers p WHERE p.slug = rolled_slug) FOR UPDATE;
    WITH later AS (
        SELECT m.id AS model_id, min(h.id) AS history_id
        FROM model_pricing_history h
        JOIN catalog_models m ON m.id = h.model_id
        JOIN providers p ON p.id = m.provider_id
        WHERE p.slug = rolled_slug
          AND h.changed_at IN (
              SELECT e.at FROM change_events e WHERE e.provider_slug = rolled_slug AND e.generation > target)
          AND NOT EXISTS (
              SELECT FROM change_events e
              WHERE e.type = 'model.added' AND e.provider_slug = rolled_slug AND e.generation > target
                AND e.provider_model_id = m.provider_model_id)
        GROUP BY m.id
    ), earlier AS (
        SELECT l.model_id, s.price_hash, coalesce(h.pricing_state, 'unknown') AS pricing_state,
               h.price_per_input_token, h.price_per_output_token, coalesce(h.components, '[]'::jsonb) AS components,
               EXISTS (SELECT FROM operator_overrides o WHERE o.model_id = l.model_id AND o.kind = 'price') AS is_pinned,
               jsonb_build_object('pricing_state', s.pricing_state, 'prompt', s.price_per_input_token::text,
                                  'completion', s.price_per_output_token::text, 'pinned', false) AS was
        FROM later l
        JOIN model_pricing s ON s.model_id = l.model_id
        LEFT JOIN LATERAL (
            SELECT * FROM model_pricing_history o
            WHERE o.model_id = l.model_id AND o.id < l.history_id ORDER BY o.id DESC LIMIT 1) h ON true
        WHERE (s.pricing_state, s.components)
              IS DISTINCT FROM (coalesce(h.pricing_state, 'unknown'), coalesce(h.components, '[]'::jsonb))
    ), pins AS (
        INSERT INTO operator_overrides AS o (
            model_id, kind, pricing_state, price_per_input_token, price_per_output_token, price_per_cache_read_token,
            price_per_cache_write_token, price_per_image_token, price_per_request, components, upstream_hash, note,
            created_by, rolled_back_to)
        SELECT e.model_id, 'price', e.pricing_state, e.price_per_input_token, e.price_per_output_token,
               unconditional_usd(e.components, 'cache_read', 'token'),
               unconditional_usd(e.components, 'cache_write', 'token'),
               unconditional_usd(e.components, 'image_input', 'token'),
               unconditional_usd(e.components, 'request', 'request'),
               e.components, e.price_hash, 'rolled back to generation ' || target, operator, target
        FROM earlier e WHERE NOT e.is_pinned
        ORDER BY e.model_id
        ON CONFLICT (model_id, kind) DO NOTHING
        RETURNING o.model_id, o.pricing_state, o.price_per_input_token, o.price_per_output_token
    )
    SELECT array_agg(n.model_id), array_agg(e.was),
           array_agg(jsonb_build_object('pricing_state', n.pricing_state, 'prompt', n.price_per_input_token::text,
                                        'completion', n.price_per_output_token::text, 'pinned', true)),
           count(*), (SELECT count(*) FROM earlier WHERE is_pinned)
    INTO changed, was, becomes, pinned, kept
    FROM pins n JOIN earlier e ON e.model_id = n.model_id;
    next_generation := publish_price_changes(changed, was, becomes, operator);
    RETURN NEXT;
END
$$;

-- Takes back every pin that a rollback of the provider set: what the provider says is served again.
CREATE FUNCTION undo_roll_back(rolled_slug TEXT, operator TEXT)
RETURNS TABLE (removed BIGINT, next_generation BIGINT)
LANGUAGE plpgsql AS $$
DECLARE
    changed BIGINT[];
    was JSONB[];
    becomes JSONB[];
BEGIN
    PERFORM 1 FROM provider_sync_state s
    WHERE s.provider_id = (SELECT p.id FROM providers p WHERE p.slug = rolled_slug) FOR UPDATE;
    WITH pins AS (
        DELETE FROM operator_overrides o USING catalog_models m, providers p
        WHERE m.id = o.model_id AND p.id = m.provider_id AND p.slug = rolled_slug AND o.rolled_back_to IS NOT NULL
        RETURNING o.model_id, o.pricing_state, o.price_per_input_token, o.price_per_output_token
    )
    SELECT array_agg(n.model_id),
           array_agg(jsonb_build_object('pricing_state', n.pricing_state, 'prompt', n.price_per_input_token::text,
                                        'completion', n.price_per_output_token::text, 'pinned', true)),
           array_agg(jsonb_build_object('pricing_state', s.pricing_state, 'prompt', s.price_per_input_token::text,
                                        'completion', s.price_per_output_token::text, 'pinned', false)),
           count(*)
    INTO changed, was, becomes, removed
    FROM pins n JOIN model_pricing s ON s.model_id = n.model_id;
    next_generation := publish_price_changes(changed, was, becomes, operator);
    RETURN NEXT;
END
$$;
