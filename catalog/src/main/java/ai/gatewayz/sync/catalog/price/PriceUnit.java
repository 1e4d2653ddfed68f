package ai.gatewayz.sync.catalog.price;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * How a provider quotes a price. Every unit is a power of ten of US dollars, so conversion is exact: one quoted unit is
 * {@code 10^-decimals} dollars per billing unit. There is no default unit and none is ever inferred from a value's size.
 */
public enum PriceUnit {
    USD_PER_TOKEN(BillingUnit.TOKEN, 0),
    CENTS_PER_TOKEN(BillingUnit.TOKEN, 2),
    USD_PER_THOUSAND_TOKENS(BillingUnit.TOKEN, 3),
    USD_PER_MILLION_TOKENS(BillingUnit.TOKEN, 6),
    /** NEAR's integer amounts with {@code scale: 9}. */
    NANO_USD_PER_TOKEN(BillingUnit.TOKEN, 9),
    /** Novita: 1e-4 USD per million tokens; xAI: one tick. */
    USD_E10_PER_TOKEN(BillingUnit.TOKEN, 10),
    USD_PER_CHARACTER(BillingUnit.CHARACTER, 0),
    CENTS_PER_CHARACTER(BillingUnit.CHARACTER, 2),
    USD_PER_THOUSAND_CHARACTERS(BillingUnit.CHARACTER, 3),
    USD_PER_MILLION_CHARACTERS(BillingUnit.CHARACTER, 6),
    USD_PER_IMAGE(BillingUnit.IMAGE, 0),
    CENTS_PER_IMAGE(BillingUnit.IMAGE, 2),
    USD_E10_PER_IMAGE(BillingUnit.IMAGE, 10),
    USD_PER_MEGAPIXEL(BillingUnit.MEGAPIXEL, 0),
    USD_PER_STEP(BillingUnit.STEP, 0),
    USD_PER_TILE(BillingUnit.TILE, 0),
    USD_PER_PAGE(BillingUnit.PAGE, 0),
    USD_PER_REQUEST(BillingUnit.REQUEST, 0),
    USD_PER_SEARCH(BillingUnit.SEARCH, 0),
    USD_PER_THOUSAND_SEARCHES(BillingUnit.SEARCH, 3),
    USD_PER_VIDEO(BillingUnit.VIDEO, 0),
    USD_PER_SECOND(BillingUnit.SECOND, 0),
    CENTS_PER_SECOND(BillingUnit.SECOND, 2),
    USD_PER_MINUTE(BillingUnit.MINUTE, 0),
    USD_PER_HOUR(BillingUnit.HOUR, 0),
    USD_PER_OTHER(BillingUnit.OTHER, 0),
    CENTS_PER_OTHER(BillingUnit.OTHER, 2);

    private final BillingUnit billingUnit;
    private final int decimals;
    private final String key = name().toLowerCase(Locale.ROOT);

    PriceUnit(BillingUnit billingUnit, int decimals) {
        this.billingUnit = billingUnit;
        this.decimals = decimals;
    }

    /** The name in stored price lists. */
    public String key() {
        return key;
    }

    /** What one unit of the converted price buys. */
    public BillingUnit billingUnit() {
        return billingUnit;
    }

    /** Converts a quoted amount, once; the result cannot be converted again. */
    UnitPrice toUsd(BigDecimal quoted) {
        return UnitPrice.ofUsd(quoted.movePointLeft(decimals));
    }
}
