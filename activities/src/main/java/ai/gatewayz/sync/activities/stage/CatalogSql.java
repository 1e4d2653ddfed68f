package ai.gatewayz.sync.activities.stage;

/** The statements of the write path. Each works on sets and touches only rows that differ. */
public final class CatalogSql {
    static final String LOCK_STATE = """
            SELECT s.applied_fence, s.consecutive_failures, p.health_status
            FROM provider_sync_state s JOIN providers p ON p.id = s.provider_id
            WHERE s.provider_id = :provider FOR UPDATE OF s
            """;

    static final String COUNT_STAGED = """
            SELECT count(*) AS "all", count(*) FILTER (WHERE operation = 'new') AS added,
                   count(*) FILTER (WHERE operation = 'changed' AND facts_changed) AS updated,
                   count(*) FILTER (WHERE operation IN ('changed', 'present')) AS listed,
                   count(*) FILTER (WHERE operation = 'missing') AS missing
            FROM staged_models WHERE stage_key = :stage
            """;

    /** A model that the old system knew has its id from there, unless that is taken, and is known since then. */
    static final String INSERT_MODELS = """
            INSERT INTO catalog_models (
                id, created_at, provider_id, provider_model_id, model_id, model_name, description, kind, context_length,
                max_output_tokens, modality, input_modalities, output_modalities, supports_streaming,
                supports_function_calling, supports_vision, supports_json_mode, supports_reasoning,
                supports_structured_outputs, provider_created_at, deprecated_at, metadata, content_hash)
            OVERRIDING SYSTEM VALUE
            SELECT CASE WHEN known.old_id IS NOT NULL AND taken.id IS NULL THEN known.old_id
                        ELSE nextval('catalog_models_id_seq') END,
                coalesce(known.created_at, now()), :provider, s.provider_model_id, s.model_id, s.model_name, s.description, s.kind,
                s.context_length, s.max_output_tokens, s.modality,
                CASE WHEN s.modality IS NULL THEN '{}' ELSE s.input_modalities END,
                CASE WHEN s.modality IS NULL THEN '{}' ELSE s.output_modalities END, s.supports_streaming,
                s.supports_function_calling, s.supports_vision, s.supports_json_mode, s.supports_reasoning,
                s.supports_structured_outputs, s.provider_created_at, s.deprecated_at, s.metadata, s.content_hash
            FROM staged_models s
            LEFT JOIN (
                SELECT DISTINCT ON (provider_model_id) provider_model_id, old_id, created_at FROM imported_models
                WHERE provider_id = :provider ORDER BY provider_model_id, old_id) known
                ON known.provider_model_id = s.provider_model_id
            LEFT JOIN catalog_models taken ON taken.id = known.old_id
            WHERE s.stage_key = :stage AND s.operation = 'new'
            ORDER BY s.provider_model_id
            """;

    /**
     * A field that the provider leaves out this time never erases what it told before: a name that is the id again is no
     * name, and an end that is not announced any more stands until it has passed without effect. Metadata are what the
     * last list said. Modalities are known on both sides or on neither.
     */
    static final String UPDATE_MODELS = """
            UPDATE catalog_models m
            SET model_id = s.model_id,
                model_name = CASE WHEN s.model_name = s.provider_model_id THEN m.model_name ELSE s.model_name END,
                description = coalesce(s.description, m.description),
                kind = coalesce(s.kind, m.kind),
                context_length = coalesce(s.context_length, m.context_length),
                max_output_tokens = CASE
                    WHEN coalesce(s.max_output_tokens, m.max_output_tokens)
                         <= coalesce(s.context_length, m.context_length, s.max_output_tokens, m.max_output_tokens)
                    THEN coalesce(s.max_output_tokens, m.max_output_tokens) END,
                modality = CASE WHEN s.inputs <> '{}' AND s.outputs <> '{}'
                    THEN array_to_string(s.inputs, '+') || '->' || array_to_string(s.outputs, '+') END,
                input_modalities = CASE WHEN s.outputs = '{}' THEN '{}' ELSE s.inputs END,
                output_modalities = CASE WHEN s.inputs = '{}' THEN '{}' ELSE s.outputs END,
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
            FROM (
                SELECT s.*, coalesce(nullif(s.input_modalities, '{}'), old.input_modalities) AS inputs,
                       coalesce(nullif(s.output_modalities, '{}'), old.output_modalities) AS outputs
                FROM staged_models s
                JOIN catalog_models old ON old.provider_id = :provider AND old.provider_model_id = s.provider_model_id
                WHERE s.stage_key = :stage AND s.operation = 'changed' AND s.facts_changed) s
            WHERE m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
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
            INSERT INTO model_misses AS known (model_id, misses, last_seen_at, first_missed_at, last_missed_at)
            SELECT m.id, 1, greatest(m.created_at, p.last_complete_at), now(), now()
            FROM staged_models s
            JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
            LEFT JOIN provider_sync_state p ON p.provider_id = :provider
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
    static final String LAST_EVENT = "SELECT coalesce(max(seq), 0) FROM change_events";

    /** The first changes, as far as they fit into the activity's answer. */
    static final String PLANNED = """
            SELECT type, provider_model_id, before, after FROM (
                SELECT seq, type, coalesce(provider_model_id, '') AS provider_model_id, before::text AS before,
                       after::text AS after,
                       sum(octet_length(concat(type, provider_model_id, before, after))) OVER (ORDER BY seq) AS bytes
                FROM change_events WHERE seq > :after AND provider_slug = :slug) changes
            WHERE bytes <= :bytes
            ORDER BY seq LIMIT :limit
            """;

    /**
     * After a pricing sync no body is the applied one: the next full sync must compare. Of a list that is not complete
     * nobody is counted as missing, and yet its readers are told how many are.
     */
    static final String UPDATE_STATE = """
            UPDATE provider_sync_state
            SET applied_fence = :fence, applied_sha256 = CASE WHEN :full THEN :sha END,
                reviewed_generation = (SELECT generation FROM catalog_generation),
                applied_transformer = :transformer, applied_references = :references,
                models_listed = CASE WHEN :full THEN :listed ELSE models_listed END,
                models_missing = CASE WHEN NOT :full THEN models_missing WHEN NOT :complete THEN :missing
                    ELSE (SELECT count(*) FROM model_misses mm JOIN catalog_models m ON m.id = mm.model_id
                          WHERE m.provider_id = :provider AND m.is_active) END,
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
