package ai.gatewayz.sync.api.models;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
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
    /** Names of capabilities. */
    public static final List<String> CAPABILITIES =
            List.of("streaming", "function_calling", "vision", "json_mode", "reasoning", "structured_outputs");

    /** Every active model of these providers; of all without any. */
    public static ModelFilter active(List<String> slugs) {
        return new ModelFilter(slugs, List.of(), null, null, null, null, null, null, null, null, false);
    }

    /** Whether a model is asked for. */
    Predicate<IndexedModel> condition() {
        String small = text == null ? null : ModelNames.smallLetters(text);
        long since = updatedSince == null ? Long.MIN_VALUE : micros(updatedSince);
        return model -> (includeInactive || model.isActive())
                && hasWords(model)
                && hasNumbers(model)
                && (updatedSince == null || isSince(model.times().changed(), since))
                && (small == null || model.names().hold(small));
    }

    private boolean hasWords(IndexedModel model) {
        return isOfAll(model.slug())
                && (kinds.isEmpty() || model.kind() != null && kinds.contains(model.kind()))
                && (modelId == null || modelId.equals(model.names().modelId().text()))
                && (modality == null || model.modalities().contains(modality))
                && (capability == null || model.capabilities().contains(capability))
                && (priceState == null || priceState.equals(model.prices().state()));
    }

    private boolean isOfAll(String slug) {
        for (String asked : slugs) {
            if (!asked.equals(slug)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasNumbers(IndexedModel model) {
        Long context = model.sizes().context();
        BigDecimal input = model.prices().input();
        return (minContext == null || context != null && context >= minContext)
                && (maxInputPrice == null || input != null && input.compareTo(maxInputPrice) <= 0);
    }

    private static boolean isSince(@Nullable Long changed, long since) {
        return changed != null && changed >= since;
    }

    /** Microseconds since 1970, which is what the database tells times to; half of one counts as a whole. */
    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), (time.getNano() + 500L) / 1000);
    }
}
