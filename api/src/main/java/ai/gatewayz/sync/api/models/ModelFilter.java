package ai.gatewayz.sync.api.models;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
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

    /** The places of the models that are asked for. */
    BitSet passing(ModelColumns models) {
        IntPredicate[] conditions = conditions(models).toArray(IntPredicate[]::new);
        BitSet passing = new BitSet(models.size());
        for (int i = 0; i < models.size(); i++) {
            if (isEach(conditions, i)) {
                passing.set(i);
            }
        }
        return passing;
    }

    private static boolean isEach(IntPredicate[] conditions, int place) {
        for (IntPredicate condition : conditions) {
            if (!condition.test(place)) {
                return false;
            }
        }
        return true;
    }

    /** Only what was asked for; what is found out fastest comes first. */
    private List<IntPredicate> conditions(ModelColumns models) {
        List<IntPredicate> conditions = new ArrayList<>();
        if (!includeInactive) {
            conditions.add(models::isActive);
        }
        for (String slug : slugs) {
            conditions.add(place -> slug.equals(models.slug(place)));
        }
        String state = priceState;
        if (state != null) {
            conditions.add(place -> state.equals(models.state(place)));
        }
        Long context = minContext;
        if (context != null) {
            long least = context;
            conditions.add(place -> models.context(place) >= least);
        }
        for (Predicate<IndexedModel> condition : others()) {
            conditions.add(place -> condition.test(models.model(place)));
        }
        return conditions;
    }

    private List<Predicate<IndexedModel>> others() {
        List<Predicate<IndexedModel>> others = new ArrayList<>();
        add(others, kinds.isEmpty() ? null : kinds, (model, any) -> model.kind() != null && any.contains(model.kind()));
        add(others, modelId, (model, id) -> id.equals(model.names().modelId().text()));
        add(others, modality, (model, word) -> model.modalities().contains(word));
        add(others, capability, (model, word) -> model.capabilities().contains(word));
        add(others, maxInputPrice, (model, most) -> isAtMost(model.prices().input(), most));
        Long since = updatedSince == null ? null : (Long) micros(updatedSince);
        add(others, since, (model, time) -> isSince(model.times().changed(), time));
        String small = text == null ? null : ModelNames.smallLetters(text);
        add(others, small, (model, part) -> model.names().hold(part));
        return others;
    }

    private static <T> void add(
            List<Predicate<IndexedModel>> conditions, @Nullable T asked, BiPredicate<IndexedModel, T> condition) {
        if (asked != null) {
            conditions.add(model -> condition.test(model, asked));
        }
    }

    private static boolean isAtMost(@Nullable BigDecimal price, BigDecimal most) {
        return price != null && price.compareTo(most) <= 0;
    }

    private static boolean isSince(@Nullable Long changed, long since) {
        return changed != null && changed >= since;
    }

    /** Microseconds since 1970, which is what the database tells times to; half of one counts as a whole. */
    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), (time.getNano() + 500L) / 1000);
    }
}
