package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price to judge, with everything it is compared with.
 *
 * @param served the price that is served now; null when the model is new
 * @param told the price that the provider tells
 * @param references what independent feeds say of the offering
 * @param peers the same model elsewhere
 */
public record PriceCase(
        @Nullable Pricing served, Pricing told, List<ReferencePrice> references, List<PeerPrice> peers) {
    /** Takes private copies. */
    public PriceCase {
        references = List.copyOf(references);
        peers = List.copyOf(peers);
    }
}
