package ai.gatewayz.sync.api.providers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider with its sync state and its counts. */
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
        long modelsActive,
        long modelsInactive) {}
