package ai.gatewayz.sync.catalog.price;

import java.util.Locale;

/** What is known of a price. Unknown is never zero. */
public enum PriceState {
    /** At least one component is known and above zero. */
    PRICED,
    /** The provider declares that nothing is charged. */
    FREE,
    /** A router: the price is that of whatever it picks. */
    DYNAMIC,
    /** The provider does not say, or says it in no declared unit. */
    UNKNOWN;

    /** The lower-case name used in JSON and SQL. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
