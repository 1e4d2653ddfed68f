package ai.gatewayz.sync.catalog.price;

import java.util.Comparator;

/**
 * One line of a price list.
 *
 * @param kind what is charged for
 * @param unit what one unit buys
 * @param price US dollars per unit
 * @param quote what the provider said
 * @param condition when it applies
 */
public record PriceComponent(
        PriceKind kind, BillingUnit unit, UnitPrice price, PriceQuote quote, PriceCondition condition) {
    /** A stable order, so that equal price lists have equal hashes whatever order a provider sends. */
    static final Comparator<PriceComponent> ORDER = Comparator.comparing(PriceComponent::kind)
            .thenComparing(PriceComponent::unit)
            .thenComparing(c -> c.condition().terms().toString())
            .thenComparing(PriceComponent::price);
}
