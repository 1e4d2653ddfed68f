package ai.gatewayz.sync.api.models;

/** The columns of a model as text, ready to be written as JSON: PostgreSQL prints decimals exactly and never as floats. */
final class ModelSql {
    private static final String INSTANT = "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') AS %s";

    /** The usual price of a token of sound, from the one list in which it stands. */
    static final String AUDIO = """
            CASE WHEN pr.components @> '[{"kind": "audio_input"}]' THEN (
                SELECT c ->> 'usd' FROM jsonb_array_elements(pr.components) c
                WHERE c ->> 'kind' = 'audio_input' AND coalesce(c -> 'condition', '{}') IN ('{}', 'null') LIMIT 1)
            END AS %s""";

    static final String COLUMNS = """
            m.id AS row_id, m.model_id, m.provider_model_id, m.model_name, m.description, p.slug, m.kind, m.context_length,
            m.max_output_tokens, m.modality, to_json(m.input_modalities)::text AS input_modalities,
            to_json(m.output_modalities)::text AS output_modalities, m.supports_streaming,
            m.supports_function_calling, m.supports_vision, m.supports_json_mode, m.supports_reasoning,
            m.supports_structured_outputs, m.pricing_state,
            trim_scale(pr.price_per_input_token)::text AS price_prompt,
            trim_scale(pr.price_per_output_token)::text AS price_completion,
            trim_scale(pr.price_per_cache_read_token)::text AS price_cache_read,
            trim_scale(pr.price_per_cache_write_token)::text AS price_cache_write,
            trim_scale(pr.price_per_image_token)::text AS price_image,
            trim_scale(pr.price_per_request)::text AS price_request,
            coalesce(pr.components::text, '[]') AS components, coalesce(pr.unread::text, '[]') AS unread, m.is_active, m.health_status, m.metadata::text AS metadata,
            extract(epoch FROM coalesce(m.provider_created_at, m.created_at))::bigint AS created_epoch,
            """
            + AUDIO.formatted("price_audio") + """
            ,
            m.is_deprecated, m.replacement, pr.pinned_by, pr.pinned_note, pr.provider_state,
            pr.provider_components::text AS provider_components, pr.provider_unread::text AS provider_unread,
            """
            + INSTANT.formatted("m.created_at", "created_at") + ", "
            + INSTANT.formatted("m.last_changed_at", "changed_at") + ", "
            + INSTANT.formatted("m.last_seen_at", "last_seen_at") + ", "
            + INSTANT.formatted("m.deprecated_at", "deprecated_at") + ", "
            + INSTANT.formatted("pr.pinned_at", "pinned_at");

    static final String TABLES = """
             FROM models m
            JOIN providers p ON p.id = m.provider_id
            LEFT JOIN served_prices pr ON pr.model_id = m.id
            """;

    /** Models by their rows' ids, in the order in which those are given. */
    static final String IN_ORDER = TABLES.replace(
                    " FROM models m\n",
                    " FROM unnest(:ids) WITH ORDINALITY AS asked (id, place)\nJOIN models m ON m.id = asked.id\n")
            + " ORDER BY asked.place";

    /**
     * A digest of the versions of all rows that a model is read from: whoever wrote them, and in however many generations; and
     * when the model was last seen, which each complete list changes of all that it shows.
     */
    static final String STATES = """
            SELECT m.id, hashtextextended((m.xmin, p.xmin, pr.xmin, mm.xmin, o.xmin, off.xmin)::text, 0) AS state,
                   CASE WHEN mm.model_id IS NULL THEN greatest(m.created_at, s.last_complete_at)
                        ELSE coalesce(mm.last_seen_at, mm.first_missed_at) END AS seen
            FROM catalog_models m
            JOIN providers p ON p.id = m.provider_id
            LEFT JOIN provider_sync_state s ON s.provider_id = m.provider_id
            LEFT JOIN model_misses mm ON mm.model_id = m.id
            LEFT JOIN model_pricing pr ON pr.model_id = m.id
            LEFT JOIN operator_overrides o ON o.model_id = m.id AND o.kind = 'price'
            LEFT JOIN operator_overrides off ON off.model_id = m.id AND off.kind = 'delist'
            """;

    private ModelSql() {}
}
