package ai.gatewayz.sync.api.providers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider with its sync state and its counts.
 *
 * @param listVerdict why absences from its last list were not counted; null when they were
 * @param failure what the last failed sync said; null when none failed
 * @param listed models of its last list
 * @param keptMissing active models that its last list did not show, complete or not
 * @param modelsPriced active models whose price is known, as free or as dynamic too
 * @param unreadTerms where its listed models state price terms that are not read, as {@code pricing.tiers[].night}
 */
public record RegisteredProvider(
        long id,
        String slug,
        String name,
        List<String> aliases,
        String baseUrl,
        String tier,
        boolean isSupported,
        boolean requiresKey,
        boolean quotesPrices,
        @Nullable String note,
        boolean isActive,
        String healthStatus,
        @Nullable Instant lastCompleteAt,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant lastFailureAt,
        int consecutiveFailures,
        @Nullable String lastErrorCode,
        @Nullable String listVerdict,
        @Nullable String failure,
        long listed,
        long keptMissing,
        long modelsActive,
        long modelsInactive,
        long modelsPriced,
        List<String> unreadTerms) {}
