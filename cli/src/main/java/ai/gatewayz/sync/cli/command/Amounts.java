package ai.gatewayz.sync.cli.command;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Exact prices as people read them. */
final class Amounts {
    private Amounts() {}

    /**
     * A price per token as USD per million tokens, exactly; empty when there is none.
     *
     * @param perToken a decimal text as the API sends it
     */
    static String perMillion(@Nullable String perToken) {
        if (perToken == null) {
            return "";
        }
        try {
            BigDecimal price = new BigDecimal(perToken).movePointRight(6).stripTrailingZeros();
            return price.toPlainString();
        } catch (NumberFormatException e) {
            return perToken;
        }
    }
}
