-- What a model is for, modalities that are known or not there, and two times of a model in place of one.

ALTER TABLE catalog_models ADD COLUMN kind TEXT;
ALTER TABLE catalog_models ADD CONSTRAINT catalog_models_kind_check CHECK (kind IN (
    'chat', 'completion', 'embedding', 'rerank', 'image', 'video', 'speech', 'transcription', 'moderation', 'ocr', 'realtime',
    'other'));
COMMENT ON COLUMN catalog_models.kind IS 'What the model is for, from its record, else from a reference feed; NULL when nobody says.';
ALTER TABLE staged_models ADD COLUMN kind TEXT;
COMMENT ON COLUMN staged_models.kind IS 'As in catalog_models; NULL leaves the kind that is known.';
ALTER TABLE reference_prices ADD COLUMN kind TEXT;
COMMENT ON COLUMN reference_prices.kind IS 'What the feed says that the offering is for; NULL when it has no word for it.';

-- Text stood for whatever nobody had declared.
ALTER TABLE catalog_models ALTER COLUMN modality DROP NOT NULL;
UPDATE catalog_models SET modality = NULL, input_modalities = '{}', output_modalities = '{}'
WHERE input_modalities = '{}' OR output_modalities = '{}';
ALTER TABLE catalog_models ADD CONSTRAINT catalog_models_modality_check CHECK (
    modality IS NOT NULL OR (input_modalities = '{}' AND output_modalities = '{}'));
COMMENT ON COLUMN catalog_models.modality IS 'Inputs and outputs as an arrow, text->text; NULL, and both lists empty, when they are not known.';

-- A larger output than the context is a default for all models; the number stands in the metadata.
UPDATE catalog_models SET max_output_tokens = NULL WHERE max_output_tokens > context_length;

ALTER TABLE model_misses ADD COLUMN last_seen_at TIMESTAMPTZ;
COMMENT ON COLUMN model_misses.last_seen_at IS 'The last complete list that showed the model; NULL where that was before this was noted.';

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
       coalesce(pr.pricing_state, 'unknown') AS pricing_state,
       m.metadata,
       m.provider_created_at,
       m.deprecated_at,
       m.created_at,
       CASE
           WHEN m.is_active AND mm.model_id IS NULL THEN greatest(m.changed_at, s.last_complete_at)
           ELSE greatest(m.changed_at, mm.first_missed_at)
       END AS updated_at,
       m.kind,
       greatest(m.changed_at, pr.last_updated, off.created_at) AS last_changed_at,
       CASE
           WHEN mm.model_id IS NULL THEN greatest(m.created_at, s.last_complete_at)
           ELSE coalesce(mm.last_seen_at, mm.first_missed_at)
       END AS last_seen_at,
       CASE WHEN m.metadata ->> 'deprecated' IN ('true', 'false') THEN (m.metadata ->> 'deprecated')::boolean END AS is_deprecated,
       m.metadata ->> 'replacement' AS replacement
FROM catalog_models m
JOIN providers p ON p.id = m.provider_id
LEFT JOIN provider_sync_state s ON s.provider_id = m.provider_id
LEFT JOIN model_misses mm ON mm.model_id = m.id
LEFT JOIN model_pricing pr ON pr.model_id = m.id
LEFT JOIN operator_overrides off ON off.model_id = m.id AND off.kind = 'delist';
COMMENT ON VIEW models IS 'The catalog. updated_at is the last confirmation by the provider; last_changed_at the last real change of facts or price, last_seen_at the last complete list that showed the model.';
