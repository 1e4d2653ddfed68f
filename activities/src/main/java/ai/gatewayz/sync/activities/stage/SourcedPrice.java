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
 * @param hash of all that: a decision about a disputed price is about what every feed said at that time
 */
record SourcedPrice(Pricing pricing, @Nullable String source, List<ReferencePrice> disputed, byte[] hash) {
    /** Takes a private copy of the list. */
    public SourcedPrice {
        disputed = List.copyOf(disputed);
    }

    /** What the provider itself says. */
    public static SourcedPrice own(Pricing pricing) {
        return own(pricing, ContentHash.ofPricing(pricing));
    }

    /** The same where the price has its hash already. */
    static SourcedPrice own(Pricing pricing, byte[] hash) {
        return new SourcedPrice(pricing, null, List.of(), hash);
    }

    /** What feeds say. */
    static SourcedPrice ofFeeds(Pricing pricing, String source, List<ReferencePrice> disputed) {
        StringBuilder sources = new StringBuilder(source);
        for (ReferencePrice told : disputed) {
            byte[] hash = ContentHash.ofPricing(told.pricing(), told.feed());
            sources.append(' ').append(HexFormat.of().formatHex(hash));
        }
        return new SourcedPrice(pricing, source, disputed, ContentHash.ofPricing(pricing, sources.toString()));
    }

    /** Whether feeds contradict each other, so that only an operator can say that this is the price. */
    public boolean isDisputed() {
        return !disputed.isEmpty();
    }
}
