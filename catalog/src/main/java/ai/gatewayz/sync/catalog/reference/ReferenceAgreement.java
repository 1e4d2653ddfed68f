package ai.gatewayz.sync.catalog.reference;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.math.BigDecimal;
import java.util.Optional;

/** Whether two sources tell the same price: equal within 0.5 % in every headline figure that both tell. */
public enum ReferenceAgreement {
    /** Every figure that both tell is equal, and there is one. */
    AGREE,
    /** At least one figure that both tell differs. */
    DIFFER,
    /** No figure is told by both. */
    INCOMPARABLE;

    private static final PriceKind[] HEADLINE = {PriceKind.INPUT, PriceKind.OUTPUT};
    /** 0.5 % is one part in so many. */
    private static final BigDecimal TOLERANCE_DIVISOR = BigDecimal.valueOf(200);

    /** Compares the unconditional input and output prices, in whichever unit both have them. */
    public static ReferenceAgreement of(Pricing one, Pricing other) {
        boolean compared = false;
        for (PriceKind kind : HEADLINE) {
            for (BillingUnit unit : BillingUnit.values()) {
                Optional<UnitPrice> a = one.base(kind, unit);
                Optional<UnitPrice> b = other.base(kind, unit);
                if (a.isPresent() && b.isPresent()) {
                    if (!areEqual(a.orElseThrow(), b.orElseThrow())) {
                        return DIFFER;
                    }
                    compared = true;
                }
            }
        }
        return compared ? AGREE : INCOMPARABLE;
    }

    /** Whether two amounts differ by at most 0.5 % of the larger one. */
    public static boolean areEqual(UnitPrice one, UnitPrice other) {
        BigDecimal difference = one.usd().subtract(other.usd()).abs();
        return difference.multiply(TOLERANCE_DIVISOR).compareTo(one.usd().max(other.usd())) <= 0;
    }
}
