package ai.gatewayz.sync.catalog.quote;

import ai.gatewayz.sync.catalog.price.PriceComponent;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of a quote.
 *
 * @param quantity what is used
 * @param component the line of the price list that it is charged by
 * @param note why another kind's price is used; null when it is the kind's own
 */
public record QuoteLine(
        Quantity quantity,
        PriceComponent component,
        @Nullable String note) {
    /** Exact US dollars. */
    public BigDecimal cost() {
        return quantity.amount().multiply(component.price().usd());
    }
}
