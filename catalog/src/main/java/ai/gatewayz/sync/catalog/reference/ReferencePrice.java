package ai.gatewayz.sync.catalog.reference;

import ai.gatewayz.sync.catalog.price.Pricing;

/**
 * What an independent feed says that one offering costs.
 *
 * @param feed the feed's slug, such as {@code litellm}
 * @param referenceId the feed's own key, verbatim
 * @param rule how the offering's id leads to that key: {@code literal}, or the name of an alias rule
 * @param pricing the price, always of state priced
 */
public record ReferencePrice(String feed, String referenceId, String rule, Pricing pricing) {
    /** The rule of an id that stands in the feed as it is, but for case. */
    public static final String LITERAL = "literal";
}
