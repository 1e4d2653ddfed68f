package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;

/**
 * A price that begins with a prompt's size, and depends on nothing else.
 *
 * @param from tokens of the smallest prompt that it is for
 */
record ContextTier(PriceKind kind, long from, BigDecimal usd) {
    private static final String FROM = "min_prompt_tokens";
    private static final String BELOW = "max_prompt_tokens";

    /** The tiers of a model, from small prompts to large ones. */
    static List<ContextTier> of(ExportRow row) {
        return row.pricing().components().stream()
                .filter(c -> c.unit() == BillingUnit.TOKEN && isTier(c))
                .map(c -> new ContextTier(
                        c.kind(),
                        Long.parseLong(c.condition().terms().getOrDefault(FROM, "0")),
                        c.price().usd()))
                .filter(tier -> tier.from() > 0)
                .sorted(java.util.Comparator.comparing(ContextTier::from))
                .toList();
    }

    private static boolean isTier(PriceComponent component) {
        SortedMap<String, String> terms = component.condition().terms();
        return terms.containsKey(FROM)
                && terms.keySet().stream().allMatch(name -> name.equals(FROM) || name.equals(BELOW))
                && terms.getOrDefault(FROM, "").matches("[0-9]{1,15}");
    }
}
