package ai.gatewayz.sync.catalog.quote;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.math.BigDecimal;

/**
 * How much of something a request uses.
 *
 * @param amount in units; zero or more
 */
public record Quantity(PriceKind kind, BillingUnit unit, BigDecimal amount) {
    /** Checks the sign. */
    public Quantity {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("an amount cannot be negative: " + amount);
        }
    }

    /** So many tokens. */
    static Quantity tokens(PriceKind kind, long amount) {
        return new Quantity(kind, BillingUnit.TOKEN, BigDecimal.valueOf(amount));
    }
}
