package ai.gatewayz.sync.simulator.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The true price of an offering.
 *
 * @param input USD per 1M input tokens, at most three decimals so that every provider's unit holds it exactly
 * @param output USD per 1M output tokens
 * @param cacheRead USD per 1M cached input tokens
 * @param perUnit USD per image, second, character …, for kinds that are not billed per token
 */
public record Price(
        State state,
        @Nullable BigDecimal input,
        @Nullable BigDecimal output,
        @Nullable BigDecimal cacheRead,
        @Nullable BigDecimal perUnit) {

    /** What is known of a price; unknown is never zero. */
    public enum State {
        PRICED,
        FREE,
        DYNAMIC,
        UNKNOWN
    }

    /** A price without amounts. */
    public static Price of(State state) {
        return new Price(state, null, null, null, null);
    }

    /** A price per token, amounts in USD per 1M. */
    public static Price tokens(BigDecimal input, @Nullable BigDecimal output, @Nullable BigDecimal cacheRead) {
        return new Price(State.PRICED, input, output, cacheRead, null);
    }

    /** A price per image, second, character or the like, in USD. */
    public static Price unit(BigDecimal usd) {
        return new Price(State.PRICED, null, null, null, usd);
    }

    /** Every amount multiplied: what a provider's change of unit looks like. */
    public Price times(BigDecimal factor) {
        return new Price(
                state,
                scaled(input, factor),
                scaled(output, factor),
                scaled(cacheRead, factor),
                scaled(perUnit, factor));
    }

    /** The amount a row writer puts where the provider knows no price: zero for a missing one. */
    public static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static @Nullable BigDecimal scaled(@Nullable BigDecimal amount, BigDecimal factor) {
        return amount == null ? null : amount.multiply(factor);
    }
}
