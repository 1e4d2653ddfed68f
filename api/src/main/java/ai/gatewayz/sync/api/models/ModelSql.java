package ai.gatewayz.sync.api.models;

import java.util.LinkedHashMap;
import java.util.Map;

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

    /** What lists may be sorted by; a leading minus turns the order round. Ties are broken by provider and id. */
    static final Map<String, String> SORTS = sorts();

    private static final String TIES = "p.slug COLLATE \"C\", m.provider_model_id COLLATE \"C\"";

    private ModelSql() {}

    private static Map<String, String> sorts() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("provider", "p.slug COLLATE \"C\"");
        columns.put("id", "m.model_id COLLATE \"C\"");
        columns.put("name", "m.model_name COLLATE \"C\"");
        columns.put("context_length", "m.context_length");
        columns.put("input_price", "pr.price_per_input_token");
        columns.put("output_price", "pr.price_per_output_token");
        columns.put("cache_read_price", "pr.price_per_cache_read_token");
        columns.put("cache_write_price", "pr.price_per_cache_write_token");
        columns.put("image_price", "pr.price_per_image_token");
        columns.put("price_state", "m.pricing_state COLLATE \"C\"");
        columns.put("modality", "m.modality COLLATE \"C\"");
        columns.put("deprecated_at", "m.deprecated_at");
        columns.put("created_at", "m.created_at");
        columns.put("updated_at", "m.last_changed_at");
        columns.put("last_seen_at", "m.last_seen_at");
        columns.put("max_output_tokens", "m.max_output_tokens");
        columns.put("kind", "m.kind COLLATE \"C\"");
        return columns;
    }

    static String orderBy(String sort) {
        if (sort.equals("provider")) {
            return " ORDER BY " + TIES;
        }
        boolean descending = sort.startsWith("-");
        String column = SORTS.get(descending ? sort.substring(1) : sort);
        return " ORDER BY " + column + (descending ? " DESC" : "") + " NULLS LAST, " + TIES;
    }
}
