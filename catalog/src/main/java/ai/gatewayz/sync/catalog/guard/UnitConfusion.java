package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.price.UnitPrice;

/** What a price looks like that was read in a wrong unit. */
public final class UnitConfusion {
    private UnitConfusion() {}

    /** Whether one price is ten, a hundred and so on times the other, within 2 %; never with a price of zero. */
    public static boolean isLikely(UnitPrice one, UnitPrice other) {
        return !one.isZero() && !other.isZero() && Ratio.of(one, other).isPowerOfTen();
    }
}
