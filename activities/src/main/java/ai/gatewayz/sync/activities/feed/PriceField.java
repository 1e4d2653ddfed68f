package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceUnit;

/**
 * One price field of a provider's record: where it is, what it charges for, and the unit it is quoted in.
 *
 * @param path dotted path below the record
 */
public record PriceField(String path, PriceKind kind, PriceUnit unit, PriceCondition condition) {
    /** A field that applies always. */
    public static PriceField of(String path, PriceKind kind, PriceUnit unit) {
        return new PriceField(path, kind, unit, PriceCondition.ALWAYS);
    }
}
