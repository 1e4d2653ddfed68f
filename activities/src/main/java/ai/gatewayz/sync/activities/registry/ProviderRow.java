package ai.gatewayz.sync.activities.registry;

import ai.gatewayz.sync.catalog.provider.ProviderHealth;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered provider and the state of its syncs.
 *
 * @param areHoldsDue whether held prices could be released by reading the list once more, even an unchanged one
 */
public record ProviderRow(
        long id,
        String slug,
        boolean isActive,
        boolean isSupported,
        String healthStatus,
        long appliedFence,
        byte @Nullable [] appliedSha256,
        @Nullable Integer appliedTransformer,
        long modelsMissing,
        int consecutiveFailures,
        @Nullable Instant lastFailureAt,
        long appliedReferences,
        long referencesVersion,
        boolean areHoldsDue) {
    /** Whether no reference price of the provider changed since its list was applied. */
    public boolean isReferenced() {
        return appliedReferences == referencesVersion;
    }

    /** Whether the last list was complete and in order. */
    public boolean isHealthy() {
        return ProviderHealth.of(healthStatus) == ProviderHealth.HEALTHY;
    }
}
