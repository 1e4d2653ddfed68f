package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.catalog.change.ContentHash;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price and who tells it.
 *
 * @param source such as {@code reference:litellm}; null is the provider itself
 * @param disputed what each feed says, where they contradict each other; empty for a price that nobody disputes
 */
record SourcedPrice(Pricing pricing, @Nullable String source, List<ReferencePrice> disputed) {
    /** Takes a private copy. */
    public SourcedPrice {
        disputed = List.copyOf(disputed);
    }

    /** What the provider itself says. */
    public static SourcedPrice own(Pricing pricing) {
        return new SourcedPrice(pricing, null, List.of());
    }

    /** Whether feeds contradict each other, so that only an operator can say that this is the price. */
    public boolean isDisputed() {
        return !disputed.isEmpty();
    }

    /** A decision about a disputed price is about what every feed said at that time. */
    byte[] hash() {
        StringBuilder sources = new StringBuilder();
        for (ReferencePrice told : disputed) {
            byte[] hash = ContentHash.ofPricing(told.pricing(), told.feed());
            sources.append(' ').append(HexFormat.of().formatHex(hash));
        }
        return ContentHash.ofPricing(pricing, source == null ? null : source + sources);
    }
}
