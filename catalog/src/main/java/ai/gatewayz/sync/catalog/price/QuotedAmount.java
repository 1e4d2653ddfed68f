package ai.gatewayz.sync.catalog.price;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A provider's price text, read exactly or refused; nothing is ever repaired. */
public sealed interface QuotedAmount {
    /** A usable amount, zero or more, still in the provider's unit. */
    record Amount(BigDecimal value) implements QuotedAmount {}

    /** The provider says nothing. */
    record Absent() implements QuotedAmount {}

    /** The provider's marker −1: the price depends on where a router sends the request. */
    record Dynamic() implements QuotedAmount {}

    /** Text that is not a price. */
    record Refused(PriceRefusal reason) implements QuotedAmount {}

    /** JSON's number grammar plus a leading plus sign or point, as some feeds write it. */
    Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,9})?");

    /** Longest text that is looked at. */
    int MAX_TEXT = 64;
    /** Digits and exponents beyond these are refused before any arithmetic: 1e100000000 once cost minutes. */
    int MAX_PRECISION = 40;

    int MAX_SCALE = 40;
    int MIN_SCALE = -12;

    /** Reads decimal text such as {@code 5e-07}; null and blank text are absent. */
    static QuotedAmount read(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return new Absent();
        }
        String trimmed = text.strip();
        if (trimmed.length() > MAX_TEXT || !DECIMAL.matcher(trimmed).matches()) {
            return new Refused(PriceRefusal.NOT_A_NUMBER);
        }
        BigDecimal value = new BigDecimal(trimmed);
        if (value.precision() > MAX_PRECISION || value.scale() > MAX_SCALE || value.scale() < MIN_SCALE) {
            return new Refused(PriceRefusal.OUT_OF_BAND);
        }
        if (value.signum() >= 0) {
            return new Amount(value);
        }
        return value.compareTo(BigDecimal.ONE.negate()) == 0 ? new Dynamic() : new Refused(PriceRefusal.NEGATIVE);
    }
}
