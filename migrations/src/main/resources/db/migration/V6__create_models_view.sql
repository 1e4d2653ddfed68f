-- The catalog in the column names that dashboards and scripts know. An unchanged but listed model is as fresh as its
-- provider's last complete sync, without a write per row.
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
       m.is_active,
       m.inactive_reason,
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
LEFT JOIN model_pricing pr ON pr.model_id = m.id;
COMMENT ON VIEW models IS 'The catalog. updated_at is the last confirmation by the provider.';
