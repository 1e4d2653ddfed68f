package ai.gatewayz.sync.activities.store;

import ai.gatewayz.sync.catalog.change.ContentHash;
import ai.gatewayz.sync.catalog.price.Pricing;
import org.jspecify.annotations.Nullable;

/**
 * A price and who tells it.
 *
 * @param source such as {@code reference:litellm}; null is the provider itself
 * @param keepsStored whether a price that is served now stays, because its sources disagree about the next one
 */
public record SourcedPrice(Pricing pricing, @Nullable String source, boolean keepsStored) {
    /** What the provider itself says. */
    public static SourcedPrice own(Pricing pricing) {
        return new SourcedPrice(pricing, null, false);
    }

    byte[] hash() {
        return ContentHash.ofPricing(pricing, source);
    }
}
