package ai.gatewayz.sync.api.models;

/** The columns of a model in the table: only what one line of it shows. */
final class TableSql {
    private static final String SECONDS = "extract(epoch FROM %s)::bigint AS %s";

    static final String COLUMNS = """
            m.id AS row_id, m.provider_model_id AS id, m.model_id, m.model_name AS name, p.slug, m.kind, m.modality, m.pricing_state,
            trim_scale(pr.price_per_input_token)::text AS input, trim_scale(pr.price_per_output_token)::text AS output,
            trim_scale(pr.price_per_cache_read_token)::text AS cached,
            trim_scale(pr.price_per_cache_write_token)::text AS cache_write,
            """
            + ModelSql.AUDIO.formatted("audio") + """
            , trim_scale(pr.price_per_image_token)::text AS image, m.context_length AS context,
            m.max_output_tokens AS max_output, coalesce(pr.is_pinned, false)::int::bigint AS pinned,
            CASE WHEN pr.price_per_input_token IS NULL THEN pr.components -> 0 ->> 'unit' END AS unit,
            CASE WHEN pr.unread IS NULL THEN NULL ELSE (pr.unread = '[]')::int::bigint END AS complete,
            m.supports_streaming, m.supports_function_calling, m.supports_vision, m.supports_json_mode,
            m.supports_reasoning, m.supports_structured_outputs,
            CASE WHEN jsonb_path_exists(pr.components, '$[*].condition.keyvalue()', '{}', true) THEN pr.components::text END AS components,
            """
            + SECONDS.formatted("m.created_at", "added") + ", "
            + SECONDS.formatted("m.last_changed_at", "last_change") + ", "
            + SECONDS.formatted("m.last_seen_at", "last_seen") + ", "
            + SECONDS.formatted("m.deprecated_at", "retires") + ", "
            + SECONDS.formatted("CASE WHEN NOT m.is_active THEN m.last_seen_at END", "removed");

    private TableSql() {}
}
