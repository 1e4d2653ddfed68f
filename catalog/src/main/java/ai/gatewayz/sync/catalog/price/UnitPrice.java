package ai.gatewayz.sync.catalog.price;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Exact, non-negative US dollars for one billing unit. The value is canonical: rounded half-even to 15 significant
 * digits (which removes the float noise of several providers) without trailing zeros, so equal prices are equal objects.
 */
public record UnitPrice(BigDecimal usd) implements Comparable<UnitPrice> {
    /** No dollars at all; only ever part of a price that its provider declares free. */
    public static final UnitPrice ZERO = new UnitPrice(BigDecimal.ZERO);

    private static final MathContext CANONICAL = new MathContext(15, RoundingMode.HALF_EVEN);

    /** Checks the sign and brings the amount into canonical form. */
    public UnitPrice {
        if (usd.signum() < 0) {
            throw new IllegalArgumentException("a price cannot be negative: " + usd);
        }
        usd = usd.signum() == 0 ? BigDecimal.ZERO : usd.round(CANONICAL).stripTrailingZeros();
    }

    /** An amount that already is in dollars per billing unit, such as a stored one. */
    public static UnitPrice ofUsd(BigDecimal usd) {
        return new UnitPrice(usd);
    }

    /** As {@link #ofUsd(BigDecimal)}, from decimal text. */
    public static UnitPrice ofUsd(String usd) {
        return new UnitPrice(new BigDecimal(usd));
    }

    /** Whether nothing is charged. */
    public boolean isZero() {
        return usd.signum() == 0;
    }

    /** Plain decimal text, never scientific notation. */
    public String toPlainString() {
        return usd.toPlainString();
    }

    /** What a million units cost, as plain decimal text: how people read prices of tokens. */
    public String perMillion() {
        return usd.movePointRight(6).stripTrailingZeros().toPlainString();
    }

    @Override
    public int compareTo(UnitPrice other) {
        return usd.compareTo(other.usd);
    }

    @Override
    public String toString() {
        return toPlainString();
    }
}
