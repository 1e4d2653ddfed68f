package ai.gatewayz.sync.catalog.price;

import org.jspecify.annotations.Nullable;

/**
 * A price as a provider wrote it, and where.
 *
 * @param text as published, in the provider's unit
 * @param pointer JSON Pointer (RFC 6901) below the model's record; null where the source is no JSON
 */
public record PriceText(String text, @Nullable String pointer) {
    /** Text that stands nowhere in particular. */
    static @Nullable PriceText of(@Nullable String text) {
        return text == null ? null : new PriceText(text, null);
    }
}
