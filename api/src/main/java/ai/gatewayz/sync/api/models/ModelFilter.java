package ai.gatewayz.sync.api.models;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which models are asked for.
 *
 * @param slugs providers; all of them must match, null means any
 * @param kinds words of {@code ModelKind}; one of them must match, none means any
 * @param modelId the canonical id, exactly
 * @param modality the arrow form, or one word of either side
 * @param updatedSince the last real change of facts or price was then or later
 * @param maxInputPrice US dollars per input token; unknown prices do not pass
 */
record ModelFilter(
        List<String> slugs,
        List<String> kinds,
        @Nullable String modelId,
        @Nullable String modality,
        @Nullable String text,
        @Nullable String capability,
        @Nullable String priceState,
        @Nullable Long minContext,
        @Nullable BigDecimal maxInputPrice,
        @Nullable Instant updatedSince,
        boolean includeInactive) {
    /** Capability names and their columns. */
    public static final Map<String, String> CAPABILITIES = capabilities();

    private static Map<String, String> capabilities() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("streaming", "m.supports_streaming");
        columns.put("function_calling", "m.supports_function_calling");
        columns.put("vision", "m.supports_vision");
        columns.put("json_mode", "m.supports_json_mode");
        columns.put("reasoning", "m.supports_reasoning");
        columns.put("structured_outputs", "m.supports_structured_outputs");
        return columns;
    }

    /** Every active model of these providers; of all without any. */
    public static ModelFilter active(List<String> slugs) {
        return new ModelFilter(slugs, List.of(), null, null, null, null, null, null, null, null, false);
    }

    /** Active models whose ids or names hold a text. */
    static ModelFilter holding(String text) {
        return new ModelFilter(List.of(), List.of(), null, null, text, null, null, null, null, null, false);
    }

    /** The condition over the aliases of {@link ModelSql}, with what is to be bound put into {@code values}. */
    String where(Map<String, Object> values) {
        StringBuilder sql = new StringBuilder(includeInactive ? "TRUE" : "m.is_active");
        for (int i = 0; i < slugs.size(); i++) {
            sql.append(" AND p.slug = :slug").append(i);
            values.put("slug" + i, slugs.get(i));
        }
        Clauses clauses = new Clauses(sql, values);
        clauses.add("m.kind = ANY (:kinds)", "kinds", kinds.isEmpty() ? null : kinds.toArray(String[]::new));
        clauses.add("m.model_id = :modelId", "modelId", modelId);
        clauses.add("m.last_changed_at >= :updatedSince", "updatedSince", updatedSince);
        clauses.add(
                "(m.modality = :modality OR :modality = ANY (m.input_modalities)"
                        + " OR :modality = ANY (m.output_modalities))",
                "modality",
                modality);
        clauses.add(
                "(m.provider_model_id ILIKE :text OR m.model_id ILIKE :text OR m.model_name ILIKE :text)",
                "text",
                text == null ? null : "%" + escapeLike(text) + "%");
        if (capability != null) {
            sql.append(" AND ").append(CAPABILITIES.get(capability));
        }
        clauses.add("m.pricing_state = :priceState", "priceState", priceState);
        clauses.add("m.context_length >= :minContext", "minContext", minContext);
        clauses.add("pr.price_per_input_token <= :maxInputPrice", "maxInputPrice", maxInputPrice);
        return sql.toString();
    }

    /** Conditions that hold together with what stands there already. */
    private record Clauses(StringBuilder sql, Map<String, Object> values) {
        void add(String condition, String name, @Nullable Object value) {
            if (value != null) {
                sql.append(" AND ").append(condition);
                values.put(name, value);
            }
        }
    }

    static String escapeLike(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
