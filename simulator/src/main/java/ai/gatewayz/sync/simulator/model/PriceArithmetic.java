package ai.gatewayz.sync.simulator.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Arithmetic on invented prices that keeps them plausible and exact in every provider's unit. */
final class PriceArithmetic {
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** The coarsest wire unit is the nano-dollar per token, which is this much USD per 1M tokens. */
    private static final BigDecimal QUANTUM = new BigDecimal("0.001");

    private PriceArithmetic() {}

    /** {@code percent} of an amount, rounded to what price lists show. */
    static BigDecimal percent(BigDecimal amount, int percent, boolean perToken) {
        return shown(amount.multiply(BigDecimal.valueOf(percent)).divide(HUNDRED), perToken);
    }

    /** Three significant digits and, for token prices, at most three decimals and never zero. */
    static BigDecimal shown(BigDecimal amount, boolean perToken) {
        BigDecimal rounded = amount.round(THREE_DIGITS);
        if (perToken) {
            rounded = rounded.setScale(3, RoundingMode.HALF_EVEN).max(QUANTUM);
        }
        return rounded.stripTrailingZeros();
    }
}
