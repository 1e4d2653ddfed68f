package ai.gatewayz.sync.activities.announced;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a list announces of one model.
 *
 * @param kind the word of the kind, as in SQL
 * @param before the stored form of the price list until then; null for a retirement
 * @param expected the same from then on
 * @param replacement the model to use after a retirement, where the list names one
 */
public record Announced(
        long providerId,
        long modelId,
        String kind,
        Instant dueAt,
        @Nullable String before,
        @Nullable String expected,
        @Nullable String replacement) {}
