package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** How many times one price is another. */
record Ratio(BigDecimal value) {
    private static final MathContext DIGITS = new MathContext(12);
    /** Powers of ten that quoting units differ by. */
    private static final List<Integer> UNIT_POWERS = List.of(2, 3, 4, 6, 9, 12);

    private static final BigDecimal UNIT_TOLERANCE = new BigDecimal("0.1");
    private static final BigDecimal POWER_TOLERANCE = new BigDecimal("0.02");

    /** {@code now} divided by {@code was}; neither may be zero. */
    static Ratio of(UnitPrice now, UnitPrice was) {
        return new Ratio(now.usd().divide(was.usd(), DIGITS));
    }

    /** This or its inverse, whichever is at least one. */
    BigDecimal distance() {
        return value.compareTo(BigDecimal.ONE) >= 0 ? value : BigDecimal.ONE.divide(value, DIGITS);
    }

    /** Whether the distance is above a limit. */
    boolean isBeyond(BigDecimal limit) {
        return distance().compareTo(limit) > 0;
    }

    /** Within 10 % of a factor between two quoting units, either way. */
    boolean isUnitSignature() {
        return UNIT_POWERS.stream()
                .anyMatch(power -> isNear(value, power, UNIT_TOLERANCE) || isNear(value, -power, UNIT_TOLERANCE));
    }

    /** Within 2 % of ten, a hundred and so on, or of their inverses. */
    boolean isPowerOfTen() {
        int digits = value.precision() - value.scale();
        return isPower(digits - 1) || isPower(digits);
    }

    private boolean isPower(int power) {
        return power != 0 && isNear(value, power, POWER_TOLERANCE);
    }

    private static boolean isNear(BigDecimal value, int power, BigDecimal tolerance) {
        BigDecimal scaled = value.scaleByPowerOfTen(-power);
        return scaled.subtract(BigDecimal.ONE).abs().compareTo(tolerance) <= 0;
    }
}
