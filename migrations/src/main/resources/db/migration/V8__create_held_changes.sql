-- Prices that wait for a decision, and what operators decide for good. Amounts are US dollars per one billing unit.

ALTER TABLE staged_models ADD COLUMN price_decision TEXT;
ALTER TABLE staged_models ADD COLUMN price_reason TEXT;
ALTER TABLE staged_models ADD CONSTRAINT staged_models_price_decision_check
    CHECK (price_decision IN ('stored', 'held', 'refused'));
ALTER TABLE staged_models DROP CONSTRAINT staged_models_operation_check;
ALTER TABLE staged_models ADD CONSTRAINT staged_models_operation_check
    CHECK (operation IN ('new', 'changed', 'price', 'present', 'missing', 'settled'));
COMMENT ON COLUMN staged_models.price_decision IS 'What the price guards say; NULL is stored, without anything to note.';
COMMENT ON COLUMN staged_models.price_reason IS 'The rule that holds a price, why it is refused, or what released it.';

ALTER TABLE provider_sync_state ADD COLUMN reviewed_generation BIGINT NOT NULL DEFAULT 0;
COMMENT ON COLUMN provider_sync_state.reviewed_generation IS 'Generation that held prices were last compared with: a later one may hold a second source.';

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

CREATE TABLE operator_overrides (
    id                           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model_id                     BIGINT NOT NULL REFERENCES catalog_models (id),
    kind                         TEXT NOT NULL,
    pricing_state                TEXT,
    price_per_input_token        NUMERIC,
    price_per_output_token       NUMERIC,
    price_per_cache_read_token   NUMERIC,
    price_per_cache_write_token  NUMERIC,
    price_per_image_token        NUMERIC,
    price_per_request            NUMERIC,
    components                   JSONB NOT NULL DEFAULT '[]',
    upstream_hash                BYTEA,
    note                         TEXT,
    created_by                   TEXT NOT NULL,
    created_at                   TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT operator_overrides_model_kind_uq UNIQUE (model_id, kind),
    CONSTRAINT operator_overrides_kind_check CHECK (kind IN ('price', 'delist')),
    CONSTRAINT operator_overrides_state_check CHECK (
        (kind = 'price') = (pricing_state IS NOT NULL) AND pricing_state IN ('priced', 'free')),
    CONSTRAINT operator_overrides_input_check CHECK (price_per_input_token >= 0 AND price_per_input_token < 'Infinity'),
    CONSTRAINT operator_overrides_output_check CHECK (price_per_output_token >= 0 AND price_per_output_token < 'Infinity')
);
COMMENT ON TABLE operator_overrides IS 'Pins that belong to operators: no sync ever writes here. Joined wherever prices and models are served.';
COMMENT ON COLUMN operator_overrides.upstream_hash IS 'Hash of the provider''s price when the pin was set; differs from the present one when upstream moved.';

CREATE VIEW served_prices AS
SELECT p.model_id,
       CASE WHEN o.id IS NULL THEN p.pricing_state ELSE o.pricing_state END AS pricing_state,
       CASE WHEN o.id IS NULL THEN p.pricing_basis ELSE 'pinned' END AS pricing_basis,
       CASE WHEN o.id IS NULL THEN p.price_per_input_token ELSE o.price_per_input_token END AS price_per_input_token,
       CASE WHEN o.id IS NULL THEN p.price_per_output_token ELSE o.price_per_output_token END AS price_per_output_token,
       CASE WHEN o.id IS NULL THEN p.price_per_cache_read_token ELSE o.price_per_cache_read_token END
           AS price_per_cache_read_token,
       CASE WHEN o.id IS NULL THEN p.price_per_cache_write_token ELSE o.price_per_cache_write_token END
           AS price_per_cache_write_token,
       CASE WHEN o.id IS NULL THEN p.price_per_image_token ELSE o.price_per_image_token END AS price_per_image_token,
       CASE WHEN o.id IS NULL THEN p.price_per_request ELSE o.price_per_request END AS price_per_request,
       CASE WHEN o.id IS NULL THEN p.components ELSE o.components END AS components,
       CASE WHEN o.id IS NULL THEN p.pricing_source ELSE 'operator:' || o.created_by END AS pricing_source,
       CASE WHEN o.id IS NULL THEN p.last_updated ELSE o.created_at END AS last_updated,
       o.id IS NOT NULL AS is_pinned,
       o.id IS NOT NULL AND o.upstream_hash IS DISTINCT FROM p.price_hash AS upstream_moved
FROM model_pricing p
LEFT JOIN operator_overrides o ON o.model_id = p.model_id AND o.kind = 'price';
COMMENT ON VIEW served_prices IS 'What readers are told: the operators'' price where one is pinned, else model_pricing.';

CREATE OR REPLACE VIEW models AS
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
       coalesce(pin.pricing_state, pr.pricing_state, 'unknown') AS pricing_state,
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
LEFT JOIN operator_overrides pin ON pin.model_id = m.id AND pin.kind = 'price'
LEFT JOIN operator_overrides off ON off.model_id = m.id AND off.kind = 'delist';

-- An operator's decision takes a generation of its own, an entry in the feed, and tells the readers, all at its commit.
CREATE FUNCTION publish_operator_change(
    changed_model BIGINT, event_types TEXT[], operator TEXT, was JSONB, becomes JSONB) RETURNS BIGINT
LANGUAGE plpgsql AS $$
DECLARE
    next_generation BIGINT;
BEGIN
    UPDATE catalog_generation SET generation = generation + 1, changed_at = clock_timestamp()
    RETURNING generation INTO next_generation;
    INSERT INTO change_events (
        type, provider_slug, provider_model_id, model_id, generation, job_id, before, after)
    SELECT t.type, p.slug, m.provider_model_id, m.model_id, next_generation, 'operator:' || operator, was, becomes
    FROM catalog_models m JOIN providers p ON p.id = m.provider_id
    CROSS JOIN unnest(event_types) WITH ORDINALITY AS t (type, place)
    WHERE m.id = changed_model
    ORDER BY t.place;
    PERFORM pg_notify('catalog_generation', next_generation::text);
    RETURN next_generation;
END
$$;

-- In the database, because the API that approves may not hold the write path's code, and one row in one transaction needs
-- no workflow around it. Locks in the order of the upsert: state, prices, generation. NULL when nothing is pending.
CREATE FUNCTION approve_held_change(hold BIGINT, operator TEXT, remark TEXT) RETURNS BIGINT
LANGUAGE plpgsql AS $$
DECLARE
    held held_changes;
    served model_pricing;
    was JSONB;
BEGIN
    PERFORM 1 FROM provider_sync_state
    WHERE provider_id = (SELECT provider_id FROM held_changes WHERE id = hold) FOR UPDATE;
    SELECT * INTO held FROM held_changes WHERE id = hold AND status = 'pending' FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT * INTO served FROM model_pricing WHERE model_id = held.model_id;
    was := jsonb_build_object('pricing_state', served.pricing_state, 'prompt', served.price_per_input_token::text,
                              'completion', served.price_per_output_token::text);
    INSERT INTO model_pricing_history (
        model_id, change_kind, pricing_state, previous_state, price_per_input_token, price_per_output_token,
        previous_input_price, previous_output_price, components, previous_components, valid_from, changed_by, job_id,
        fence, snapshot_sha256, transformer_version)
    VALUES (
        held.model_id, 'change', held.pricing_state, served.pricing_state, held.price_per_input_token,
        held.price_per_output_token, served.price_per_input_token, served.price_per_output_token, held.components,
        served.components, now(), 'approval', 'operator:' || operator, nextval('sync_fence_seq'), held.snapshot_sha256,
        held.transformer_version);
    INSERT INTO model_pricing AS target (
        model_id, pricing_state, pricing_basis, price_per_input_token, price_per_output_token,
        price_per_cache_read_token, price_per_cache_write_token, price_per_image_token, price_per_request, components,
        price_hash, pricing_source, last_updated)
    VALUES (
        held.model_id, held.pricing_state, held.pricing_basis, held.price_per_input_token,
        held.price_per_output_token, held.price_per_cache_read_token, held.price_per_cache_write_token,
        held.price_per_image_token, held.price_per_request, held.components, held.price_hash, held.pricing_source, now())
    ON CONFLICT (model_id) DO UPDATE
    SET pricing_state = excluded.pricing_state, pricing_basis = excluded.pricing_basis,
        price_per_input_token = excluded.price_per_input_token,
        price_per_output_token = excluded.price_per_output_token,
        price_per_cache_read_token = excluded.price_per_cache_read_token,
        price_per_cache_write_token = excluded.price_per_cache_write_token,
        price_per_image_token = excluded.price_per_image_token, price_per_request = excluded.price_per_request,
        components = excluded.components, price_hash = excluded.price_hash, pricing_source = excluded.pricing_source,
        last_updated = excluded.last_updated;
    UPDATE held_changes SET status = 'approved', decided_at = now(), decided_by = operator, note = remark
    WHERE id = hold;
    RETURN publish_operator_change(
        held.model_id, ARRAY['price.changed', 'price.released'], operator, was,
        jsonb_build_object('pricing_state', held.pricing_state, 'prompt', held.price_per_input_token::text,
                           'completion', held.price_per_output_token::text, 'rule', held.rule, 'released_by', 'approval'));
END
$$;
