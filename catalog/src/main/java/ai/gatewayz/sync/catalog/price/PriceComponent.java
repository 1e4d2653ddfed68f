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
 * @param precedence which of several lines that apply counts: the highest. 0 unless the provider's own list says that one
 *     line replaces another, as OpenRouter's later overrides do
 */
public record PriceComponent(
        PriceKind kind, BillingUnit unit, UnitPrice price, PriceQuote quote, PriceCondition condition, int precedence) {
    /** A line that replaces none. */
    public PriceComponent(
            PriceKind kind, BillingUnit unit, UnitPrice price, PriceQuote quote, PriceCondition condition) {
        this(kind, unit, price, quote, condition, 0);
    }

    /** Whether the provider states it in an object of its record, whose JSON Pointer with a slash at its end this is. */
    boolean isIn(String object) {
        String pointer = quote.pointer();
        return pointer != null && pointer.startsWith(object);
    }

    /** Whether another line tells another price of the same at the same time, and no rule says which of both counts. */
    public boolean contradicts(PriceComponent other) {
        return kind == other.kind
                && unit == other.unit
                && precedence == other.precedence
                && price.compareTo(other.price) != 0
                && condition.meets(other.condition);
    }

    /** A stable order, so that equal price lists have equal hashes whatever order a provider sends. */
    static final Comparator<PriceComponent> ORDER = Comparator.comparing(PriceComponent::kind)
            .thenComparing(PriceComponent::unit)
            .thenComparing(c -> c.condition().terms().toString())
            .thenComparing(PriceComponent::precedence)
            .thenComparing(PriceComponent::price);
}
