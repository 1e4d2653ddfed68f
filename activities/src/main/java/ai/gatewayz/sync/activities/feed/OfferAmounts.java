package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.price.QuotedAmount;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Amounts of several offers of one model, only for comparing them with each other. */
public final class OfferAmounts {
    private OfferAmounts() {}

    /** The quoted amount; zero where there is none that can be read. */
    public static BigDecimal of(@Nullable String quoted) {
        return QuotedAmount.read(quoted) instanceof QuotedAmount.Amount amount ? amount.value() : BigDecimal.ZERO;
    }
}
