package ai.gatewayz.sync.activities.stage;

/** The statements of the write path. Each works on sets and touches only rows that differ. */
public final class CatalogSql {
    static final String LOCK_STATE = """
            SELECT s.applied_fence, p.health_status
            FROM provider_sync_state s JOIN providers p ON p.id = s.provider_id
            WHERE s.provider_id = :provider FOR UPDATE OF s
            """;

    static final String COUNT_STAGED = "SELECT count(*) FROM staged_models WHERE stage_key = :stage";

    static final String INSERT_MODELS = """
            INSERT INTO catalog_models (
                provider_id, provider_model_id, model_id, model_name, description, context_length, max_output_tokens,
                modality, input_modalities, output_modalities, supports_streaming, supports_function_calling,
                supports_vision, supports_json_mode, supports_reasoning, supports_structured_outputs,
                provider_created_at, deprecated_at, metadata, content_hash)
            SELECT :provider, provider_model_id, model_id, model_name, description, context_length, max_output_tokens,
                modality, input_modalities, output_modalities, supports_streaming, supports_function_calling,
                supports_vision, supports_json_mode, supports_reasoning, supports_structured_outputs,
                provider_created_at, deprecated_at, metadata, content_hash
            FROM staged_models WHERE stage_key = :stage AND operation = 'new'
            ORDER BY provider_model_id
            ON CONFLICT (provider_id, provider_model_id) DO NOTHING
            """;

    /**
     * A field that the provider leaves out this time never erases what it told before: a name that is the id again is no
     * name, and an end that is not announced any more stands until it has passed without effect. Metadata are what the
     * last list said.
     */
    static final String UPDATE_MODELS = """
            UPDATE catalog_models m
            SET model_id = s.model_id,
                model_name = CASE WHEN s.model_name = s.provider_model_id THEN m.model_name ELSE s.model_name END,
                description = coalesce(s.description, m.description),
                context_length = coalesce(s.context_length, m.context_length),
                max_output_tokens = coalesce(s.max_output_tokens, m.max_output_tokens),
                modality = coalesce(
                        nullif(array_to_string(coalesce(nullif(s.input_modalities, '{}'), m.input_modalities), '+'), ''),
                        'text')
                    || '->' || coalesce(
                        nullif(array_to_string(coalesce(nullif(s.output_modalities, '{}'), m.output_modalities), '+'), ''),
                        'text'),
                input_modalities = coalesce(nullif(s.input_modalities, '{}'), m.input_modalities),
                output_modalities = coalesce(nullif(s.output_modalities, '{}'), m.output_modalities),
                supports_streaming = coalesce(s.supports_streaming, m.supports_streaming),
                supports_function_calling = coalesce(s.supports_function_calling, m.supports_function_calling),
                supports_vision = coalesce(s.supports_vision, m.supports_vision),
                supports_json_mode = coalesce(s.supports_json_mode, m.supports_json_mode),
                supports_reasoning = coalesce(s.supports_reasoning, m.supports_reasoning),
                supports_structured_outputs = coalesce(s.supports_structured_outputs, m.supports_structured_outputs),
                provider_created_at = coalesce(s.provider_created_at, m.provider_created_at),
                deprecated_at = coalesce(s.deprecated_at, CASE WHEN m.deprecated_at > now() THEN m.deprecated_at END),
                metadata = s.metadata, content_hash = s.content_hash,
                changed_at = now()
            FROM staged_models s
            WHERE s.stage_key = :stage AND s.operation = 'changed' AND s.facts_changed
              AND m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
            """;

    /**
     * A correction is what the provider's words said all along, read otherwise now: the same body, or by other rules the
     * same quoted texts. It is valid from when the price that it corrects was. What feeds say is never one.
     */
    static final String APPLY_PRICES = """
            WITH changed AS (
                SELECT m.id, s.*, p.pricing_state AS previous_state, p.price_per_input_token AS previous_input,
                       p.price_per_output_token AS previous_output, p.components AS previous_components,
                       CASE WHEN s.pricing_source IS NULL AND p.pricing_source = :source
                                 AND (h.snapshot_sha256 = :sha
                                      OR h.transformer_version <> :transformer
                                         AND s.components <> '[]'::jsonb
                                         AND (SELECT array_agg(c ->> 'raw' ORDER BY c ->> 'raw')
                                              FROM jsonb_array_elements(s.components) c)
                                             = (SELECT array_agg(c ->> 'raw' ORDER BY c ->> 'raw')
                                                FROM jsonb_array_elements(p.components) c))
                            THEN h.valid_from END AS corrected_from
                FROM staged_models s
                JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
                LEFT JOIN model_pricing p ON p.model_id = m.id
                LEFT JOIN LATERAL (
                    SELECT valid_from, snapshot_sha256, transformer_version FROM model_pricing_history
                    WHERE model_id = p.model_id ORDER BY fence DESC LIMIT 1) h ON true
                WHERE s.stage_key = :stage AND s.price_changed AND coalesce(s.price_decision, 'stored') = 'stored'
                  AND p.price_hash IS DISTINCT FROM s.price_hash
            ), recorded AS (
                INSERT INTO model_pricing_history (
                    model_id, change_kind, pricing_state, previous_state, price_per_input_token,
                    price_per_output_token, previous_input_price, previous_output_price, components,
                    previous_components, valid_from, changed_by, job_id, fence, snapshot_sha256, transformer_version)
                SELECT id,
                    CASE WHEN previous_state IS NULL THEN 'first'
                         WHEN corrected_from IS NULL THEN 'change' ELSE 'correction' END,
                    pricing_state,
                    previous_state, price_per_input_token, price_per_output_token, previous_input, previous_output,
                    components, previous_components, coalesce(corrected_from, now()),
                    coalesce(price_reason, pricing_source, :source), :job, :fence, :sha, :transformer
                FROM changed
                WHERE pricing_state <> 'unknown' OR previous_state IS NOT NULL
                ORDER BY id
                ON CONFLICT (model_id, fence) DO NOTHING
            )
            INSERT INTO model_pricing AS target (
                model_id, pricing_state, pricing_basis, price_per_input_token, price_per_output_token,
                price_per_cache_read_token, price_per_cache_write_token, price_per_image_token, price_per_request,
                components, price_hash, pricing_source, last_updated)
            SELECT id, pricing_state, pricing_basis, price_per_input_token, price_per_output_token,
                price_per_cache_read_token, price_per_cache_write_token, price_per_image_token, price_per_request,
                components, price_hash, coalesce(pricing_source, :source), now()
            FROM changed ORDER BY id
            ON CONFLICT (model_id) DO UPDATE
            SET pricing_state = excluded.pricing_state, pricing_basis = excluded.pricing_basis,
                price_per_input_token = excluded.price_per_input_token,
                price_per_output_token = excluded.price_per_output_token,
                price_per_cache_read_token = excluded.price_per_cache_read_token,
                price_per_cache_write_token = excluded.price_per_cache_write_token,
                price_per_image_token = excluded.price_per_image_token,
                price_per_request = excluded.price_per_request, components = excluded.components,
                price_hash = excluded.price_hash, pricing_source = excluded.pricing_source,
                last_updated = excluded.last_updated
            """;

    static final String FORGET_MISSES = """
            DELETE FROM model_misses mm USING catalog_models m, staged_models s
            WHERE mm.model_id = m.id AND m.provider_id = :provider
              AND s.stage_key = :stage AND s.operation IN ('changed', 'present')
              AND s.provider_model_id = m.provider_model_id
            """;

    static final String REACTIVATE = """
            UPDATE catalog_models m SET is_active = true, inactive_reason = NULL, changed_at = now()
            FROM staged_models s
            WHERE m.provider_id = :provider AND m.inactive_reason IN ('missing', 'provider_inactive')
              AND EXISTS (SELECT FROM providers p WHERE p.id = :provider AND p.is_active)
              AND s.stage_key = :stage AND s.operation IN ('changed', 'present')
              AND s.provider_model_id = m.provider_model_id
            RETURNING m.id
            """;

    static final String COUNT_MISSES = """
            INSERT INTO model_misses AS known (model_id, misses, first_missed_at, last_missed_at)
            SELECT m.id, 1, now(), now()
            FROM staged_models s
            JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
            WHERE s.stage_key = :stage AND s.operation = 'missing' AND m.is_active
            ORDER BY m.id
            ON CONFLICT (model_id) DO UPDATE
            SET misses = known.misses + 1, last_missed_at = excluded.last_missed_at
            WHERE known.last_missed_at <= now() - make_interval(secs => :spacing)
            """;

    static final String DELISTABLE = """
            SELECT m.id FROM model_misses mm JOIN catalog_models m ON m.id = mm.model_id
            WHERE m.provider_id = :provider AND m.is_active AND mm.misses >= :misses
              AND mm.first_missed_at <= now() - make_interval(secs => :absence)
            ORDER BY m.id
            """;

    static final String COUNT_ACTIVE =
            "SELECT count(*) FROM catalog_models WHERE provider_id = :provider AND is_active";

    static final String DELISTED_TODAY = """
            SELECT (SELECT count(*) FROM change_events WHERE type = 'model.delisted' AND at > now() - interval '1 day'
                      AND after->>'reason' IS DISTINCT FROM 'provider_inactive') AS delisted,
                   (SELECT count(*) FROM catalog_models WHERE is_active) AS active
            """;

    static final String DELIST = """
            UPDATE catalog_models SET is_active = false, inactive_reason = 'missing', changed_at = now()
            WHERE id = ANY (:ids)
            """;

    /** Takes the next generation, and with it the lock that every writer of the catalog takes last. */
    public static final String NEXT_GENERATION = """
            UPDATE catalog_generation SET generation = generation + 1, changed_at = clock_timestamp()
            RETURNING generation
            """;

    static final String CURRENT_GENERATION = "SELECT generation FROM catalog_generation";

    /** Written while the generation is locked, so that seq and commit order agree. */
    static final String INSERT_EVENTS = """
            INSERT INTO change_events (
                type, provider_slug, provider_model_id, model_id, generation, job_id, before, after)
            SELECT e.type, :slug, m.provider_model_id, m.model_id, :generation, :job, e.before, e.after
            FROM (
                SELECT 'model.added' AS type, m.id, NULL::jsonb AS before,
                       jsonb_build_object('name', m.model_name, 'context_length', m.context_length,
                                          'pricing_state', p.pricing_state,
                                          'prompt', p.price_per_input_token::text,
                                          'completion', p.price_per_output_token::text) AS after
                FROM staged_models s
                JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
                LEFT JOIN model_pricing p ON p.model_id = m.id
                WHERE s.stage_key = :stage AND s.operation = 'new'
                UNION ALL
                SELECT 'model.updated', m.id, NULL,
                       jsonb_build_object('name', m.model_name, 'context_length', m.context_length)
                FROM staged_models s
                JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
                WHERE s.stage_key = :stage AND s.operation = 'changed' AND s.facts_changed
                UNION ALL
                SELECT 'price.changed', h.model_id,
                       jsonb_build_object('pricing_state', h.previous_state, 'prompt', h.previous_input_price::text,
                                          'completion', h.previous_output_price::text),
                       jsonb_build_object('pricing_state', h.pricing_state, 'prompt', h.price_per_input_token::text,
                                          'completion', h.price_per_output_token::text)
                FROM staged_models s
                JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
                JOIN model_pricing_history h ON h.model_id = m.id AND h.fence = :fence AND h.change_kind <> 'first'
                WHERE s.stage_key = :stage AND s.price_changed AND s.operation <> 'new'
                UNION ALL
                SELECT 'model.reactivated', unnest(:reactivated), NULL, NULL
                UNION ALL
                SELECT 'model.delisted', unnest(:delisted), NULL, NULL
            ) e JOIN catalog_models m ON m.id = e.id
            ORDER BY e.type, m.provider_model_id
            """;

    static final String LAST_EVENT = "SELECT coalesce(max(seq), 0) FROM change_events";

    static final String PLANNED = """
            SELECT type, coalesce(provider_model_id, '') AS provider_model_id, before::text AS before,
                   after::text AS after
            FROM change_events WHERE seq > :after AND provider_slug = :slug
            ORDER BY seq LIMIT :limit
            """;

    /** After a pricing sync no body is the applied one: the next full sync must compare. */
    static final String UPDATE_STATE = """
            UPDATE provider_sync_state
            SET applied_fence = :fence, applied_sha256 = CASE WHEN :full THEN :sha END,
                reviewed_generation = (SELECT generation FROM catalog_generation),
                applied_transformer = :transformer, applied_references = :references,
                models_listed = CASE WHEN :full THEN :listed ELSE models_listed END,
                models_missing = (SELECT count(*) FROM model_misses mm JOIN catalog_models m ON m.id = mm.model_id
                                  WHERE m.provider_id = :provider AND m.is_active),
                last_complete_at = CASE WHEN :complete THEN now() ELSE last_complete_at END,
                last_success_at = now(), consecutive_failures = 0, last_error_code = NULL
            WHERE provider_id = :provider
            """;

    static final String UPDATE_HEALTH = """
            UPDATE providers SET health_status = :health, updated_at = now()
            WHERE id = :provider AND health_status <> :health
            """;

    static final String CLEAR_STAGE = "DELETE FROM staged_models WHERE stage_key = :stage";

    private CatalogSql() {}
}
