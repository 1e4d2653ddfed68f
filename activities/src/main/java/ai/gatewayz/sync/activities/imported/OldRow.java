package ai.gatewayz.sync.activities.imported;

import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the old system, every value as text; what is NULL there, or no column of that installation, is left out.
 *
 * @param providerId of a row of prices, whose model's provider it is there; 0 where there is no such model
 */
record OldRow(OldTable table, Map<String, String> values, long providerId) {
    /** What a JSON number can be without losing a digit. */
    private static final BigDecimal MOST_ID = BigDecimal.valueOf((1L << 53) - 1);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(1);

    /** The row's own id as it stands there, to find it again. */
    String name() {
        return table.required().get(0) + " "
                + values.getOrDefault(table.required().get(0), "NULL");
    }

    /** A whole number from 1. */
    long id(String column) throws BrokenRowException {
        BigDecimal number = number(column);
        if (number == null) {
            throw broken(column, "is missing");
        }
        if (number.signum() <= 0
                || number.compareTo(MOST_ID) > 0
                || number.stripTrailingZeros().scale() > 0) {
            throw broken(column, "is no whole number from 1 to 2^53");
        }
        return number.longValueExact();
    }

    @Nullable
    String text(String column) {
        return values.get(column);
    }

    /** A switch; unset is on. */
    boolean isOn(String column) {
        return !"false".equals(values.get(column));
    }

    /** An instant that is told as seconds since 1970; null where there is none. */
    @Nullable
    Instant instant(String column) throws BrokenRowException {
        BigDecimal seconds = number(column);
        if (seconds == null) {
            return null;
        }
        BigDecimal latest = BigDecimal.valueOf(Instant.now().plus(AHEAD).getEpochSecond());
        if (seconds.compareTo(BigDecimal.valueOf(EARLIEST.getEpochSecond())) < 0 || seconds.compareTo(latest) > 0) {
            throw broken(column, "is before 2000 or in the future");
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                whole.longValueExact(),
                seconds.subtract(whole).movePointRight(9).longValue());
    }

    /** US dollars; null for NULL and for 0, which the old system had where it did not know. */
    @Nullable
    UnitPrice amount(String column) throws BrokenRowException {
        BigDecimal usd = number(column);
        if (usd == null || usd.signum() == 0) {
            return null;
        }
        if (usd.signum() < 0) {
            throw broken(column, "is negative");
        }
        return UnitPrice.ofUsd(usd);
    }

    private @Nullable BigDecimal number(String column) throws BrokenRowException {
        String text = values.get(column);
        if (text == null) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            // Nothing here is that large or small, and arithmetic on it would take forever.
            if (Math.abs((long) number.precision() - number.scale()) > 60) {
                throw broken(column, "is no number of this world");
            }
            return number;
        } catch (NumberFormatException e) {
            throw broken(column, "is no number");
        }
    }

    BrokenRowException broken(String column, String what) {
        return new BrokenRowException(table.table() + "." + column, what);
    }
}
