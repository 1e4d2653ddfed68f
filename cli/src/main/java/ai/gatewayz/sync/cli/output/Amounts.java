package ai.gatewayz.sync.cli.output;

import ai.gatewayz.sync.catalog.price.UnitPrice;
import org.jspecify.annotations.Nullable;

/** Exact prices and counts as people read them. */
public final class Amounts {
    private Amounts() {}

    /**
     * A price per token as USD per million tokens, exactly; empty when there is none.
     *
     * @param perToken a decimal text as the API sends it
     */
    public static String perMillion(@Nullable String perToken) {
        if (perToken == null) {
            return "";
        }
        try {
            return UnitPrice.ofUsd(perToken).perMillion();
        } catch (IllegalArgumentException e) {
            return perToken;
        }
    }

    /** A number of things, such as {@code 1 price} or {@code 2 prices}. */
    public static String counted(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
