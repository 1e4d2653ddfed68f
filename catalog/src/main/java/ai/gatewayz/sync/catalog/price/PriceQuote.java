package ai.gatewayz.sync.catalog.price;

import org.jspecify.annotations.Nullable;

/**
 * What a price line was made of, so that it can be checked against the stored body.
 *
 * @param text the provider's text, in its own unit
 * @param unit the unit that the feed declares for it, in lower case; null where none was recorded
 * @param pointer JSON Pointer (RFC 6901) below the model's record; null where the source is no JSON
 */
public record PriceQuote(
        String text, @Nullable String unit, @Nullable String pointer) {
    /** Text whose unit and place are not known, as an operator's. */
    public static PriceQuote of(String text) {
        return new PriceQuote(text, null, null);
    }
}
