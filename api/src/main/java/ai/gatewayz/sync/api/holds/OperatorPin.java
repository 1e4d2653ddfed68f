package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.prices.PriceDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has set for good.
 *
 * @param kind {@code price} or {@code delist}
 * @param pricing the pinned price; null when the model is pinned off
 * @param upstream the provider's own price now
 * @param rolledBackTo the generation whose price a rollback pinned; null when the pin was set by itself
 * @param upstreamMoved whether the provider's price is another one than when the pin was set
 */
public record OperatorPin(
        long id,
        String kind,
        String providerSlug,
        String providerModelId,
        PriceDetails.@Nullable Price pricing,
        PriceDetails.@Nullable Price upstream,
        boolean upstreamMoved,
        @Nullable Long rolledBackTo,
        @Nullable String note,
        String createdBy,
        Instant createdAt) {}
