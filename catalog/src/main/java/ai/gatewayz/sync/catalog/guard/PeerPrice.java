package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.price.UnitPrice;
import org.jspecify.annotations.Nullable;

/**
 * What the same model costs at another provider, US dollars per token.
 *
 * @param provider its slug
 */
public record PeerPrice(
        String provider,
        @Nullable UnitPrice input,
        @Nullable UnitPrice output) {}
