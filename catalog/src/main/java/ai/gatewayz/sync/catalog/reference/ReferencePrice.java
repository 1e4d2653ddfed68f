package ai.gatewayz.sync.catalog.reference;

import ai.gatewayz.sync.catalog.price.Pricing;
import java.util.List;
import java.util.stream.Collectors;

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

    private static final String SOURCE = "reference:";

    /** The feed, and the rule unless it is literal, as a source of prices: {@code reference:litellm/undated}. */
    public String source() {
        return SOURCE + feedAndRule();
    }

    /** Several of them as one source: {@code reference:models-dev+litellm/undated}. */
    static String source(List<ReferencePrice> prices) {
        return SOURCE + prices.stream().map(ReferencePrice::feedAndRule).collect(Collectors.joining("+"));
    }

    private String feedAndRule() {
        return rule.equals(LITERAL) ? feed : feed + "/" + rule;
    }
}
