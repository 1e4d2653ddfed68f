package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.SimModel;
import java.math.BigDecimal;

/** Puts amounts into the providers' units; every conversion moves the decimal point only. */
final class Amount {
    private static final BigDecimal NOISE = new BigDecimal("3E-17");

    private Amount() {}

    /** USD per token from USD per 1M. */
    static BigDecimal perToken(BigDecimal perMillion) {
        return perMillion.movePointLeft(6);
    }

    /** Units of 1e-10 USD per token, which is also 1e-4 USD per 1M. */
    static BigDecimal ticks(BigDecimal perMillion) {
        return perMillion.movePointRight(4);
    }

    /** US cents per token. */
    static BigDecimal cents(BigDecimal perMillion) {
        return perMillion.movePointLeft(4);
    }

    /**
     * USD per 1M as a service that computes in binary floating point prints it: one value in eight carries noise in
     * the 17th digit, e.g. {@code 0.21999999999999997}. The noise vanishes at 15 significant digits.
     */
    static BigDecimal noisy(SimModel model, BigDecimal perMillion) {
        if (perMillion.signum() == 0 || !model.odd("noise", 125)) {
            return perMillion;
        }
        int magnitude = perMillion.precision() - perMillion.scale();
        return perMillion.subtract(NOISE.movePointRight(magnitude));
    }
}
