package ai.gatewayz.sync.api.models;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which models are asked for.
 *
 * @param slugs providers; all of them must match, null means any
 * @param modality the arrow form, or one word of either side
 * @param maxInputPrice US dollars per input token; unknown prices do not pass
 */
record ModelFilter(
        List<String> slugs,
        @Nullable String modality,
        @Nullable String text,
        @Nullable String capability,
        @Nullable String priceState,
        @Nullable Long minContext,
        @Nullable BigDecimal maxInputPrice,
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
        return new ModelFilter(slugs, null, null, null, null, null, null, false);
    }

    /** The condition over the aliases of {@link ModelSql}, with what is to be bound put into {@code values}. */
    String where(Map<String, Object> values) {
        StringBuilder sql = new StringBuilder(includeInactive ? "TRUE" : "m.is_active");
        for (int i = 0; i < slugs.size(); i++) {
            sql.append(" AND p.slug = :slug").append(i);
            values.put("slug" + i, slugs.get(i));
        }
        if (modality != null) {
            sql.append(" AND (m.modality = :modality OR :modality = ANY (m.input_modalities)"
                    + " OR :modality = ANY (m.output_modalities))");
            values.put("modality", modality);
        }
        if (text != null) {
            sql.append(" AND (m.provider_model_id ILIKE :text OR m.model_id ILIKE :text OR m.model_name ILIKE :text)");
            values.put("text", "%" + escapeLike(text) + "%");
        }
        if (capability != null) {
            sql.append(" AND ").append(CAPABILITIES.get(capability));
        }
        if (priceState != null) {
            sql.append(" AND m.pricing_state = :priceState");
            values.put("priceState", priceState);
        }
        if (minContext != null) {
            sql.append(" AND m.context_length >= :minContext");
            values.put("minContext", minContext);
        }
        if (maxInputPrice != null) {
            sql.append(" AND pr.price_per_input_token <= :maxInputPrice");
            values.put("maxInputPrice", maxInputPrice);
        }
        return sql.toString();
    }

    static String escapeLike(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
