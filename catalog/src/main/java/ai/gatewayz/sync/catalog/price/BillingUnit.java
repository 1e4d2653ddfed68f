package ai.gatewayz.sync.catalog.price;

import java.util.Locale;

/** What one unit of a price buys. */
public enum BillingUnit {
    TOKEN,
    CHARACTER,
    IMAGE,
    MEGAPIXEL,
    STEP,
    TILE,
    PAGE,
    REQUEST,
    SEARCH,
    VIDEO,
    SECOND,
    MINUTE,
    HOUR,
    /** A unit that only the provider's own text describes; the text is kept beside the amount. */
    OTHER;

    /** The lower-case name used in JSON and SQL. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
