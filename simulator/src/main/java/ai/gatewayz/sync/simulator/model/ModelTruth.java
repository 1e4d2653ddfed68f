package ai.gatewayz.sync.simulator.model;

import org.jspecify.annotations.Nullable;

/**
 * The oracle's answer for one offering: what a faultless reader of the provider and the reference feeds must find.
 *
 * @param id the provider's id, exactly as on the wire
 * @param state known price, declared free, varying, or unknown
 * @param source who states the price
 * @param input USD per input token as plain decimal text, or null
 * @param output USD per output token
 * @param cacheRead USD per cached input token
 * @param unit for prices that are not per token: what one unit is, e.g. {@code image}
 * @param unitPrice USD per {@code unit}
 */
public record ModelTruth(
        String id,
        Price.State state,
        Source source,
        @Nullable String input,
        @Nullable String output,
        @Nullable String cacheRead,
        @Nullable String unit,
        @Nullable String unitPrice) {

    /** Where the price is stated. */
    public enum Source {
        /** In the provider's own list. */
        PROVIDER,
        /** In a reference feed; if in both, they agree. */
        REFERENCE,
        /** In both reference feeds, with different values: nobody can know. */
        DISPUTED,
        /** Nowhere, or without a unit. */
        NONE
    }
}
