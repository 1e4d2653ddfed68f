package ai.gatewayz.sync.ledger;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a price list that have a column each: what applies without any condition, US dollars per one unit. Null
 * where the list has no such line.
 *
 * @param input per input token, {@code price_per_input_token}
 * @param output per output token, {@code price_per_output_token}
 * @param cacheRead per token read from a cache, {@code price_per_cache_read_token}
 * @param cacheWrite per token written to a five-minute cache, {@code price_per_cache_write_token}
 * @param image per image input token, {@code price_per_image_token}
 * @param request per request, {@code price_per_request}
 */
public record FlatPrices(
        @Nullable BigDecimal input,
        @Nullable BigDecimal output,
        @Nullable BigDecimal cacheRead,
        @Nullable BigDecimal cacheWrite,
        @Nullable BigDecimal image,
        @Nullable BigDecimal request) {
    /** The figures of a price. */
    public static FlatPrices of(Pricing pricing) {
        return new FlatPrices(
                base(pricing, PriceKind.INPUT, BillingUnit.TOKEN),
                base(pricing, PriceKind.OUTPUT, BillingUnit.TOKEN),
                base(pricing, PriceKind.CACHE_READ, BillingUnit.TOKEN),
                base(pricing, PriceKind.CACHE_WRITE, BillingUnit.TOKEN),
                base(pricing, PriceKind.IMAGE_INPUT, BillingUnit.TOKEN),
                base(pricing, PriceKind.REQUEST, BillingUnit.REQUEST));
    }

    private static @Nullable BigDecimal base(Pricing pricing, PriceKind kind, BillingUnit unit) {
        return pricing.base(kind, unit).map(UnitPrice::usd).orElse(null);
    }
}
