package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.prices.PriceQueries.ModelRef;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.quote.Quote;
import ai.gatewayz.sync.catalog.quote.QuoteCalculation;
import ai.gatewayz.sync.catalog.quote.QuoteLine;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Quotes as callers read them. */
final class QuoteAnswers {
    private QuoteAnswers() {}

    /** A line: {@code cost_usd} is quantity times {@code unit_price_usd}. */
    public record CostLine(
            String kind,
            String unit,
            String quantity,
            String unitPriceUsd,
            String costUsd,
            Map<String, String> condition,
            @Nullable String note) {
        static CostLine of(QuoteLine line) {
            return new CostLine(
                    line.quantity().kind().key(),
                    line.quantity().unit().key(),
                    plain(line.quantity().amount()),
                    line.component().price().toPlainString(),
                    plain(line.cost()),
                    line.component().condition().terms(),
                    line.note());
        }
    }

    /**
     * An exact sum in US dollars.
     *
     * @param complete whether every price term that the provider states was read
     * @param warnings sentences about what the sum may leave out
     */
    public record QuoteAnswer(
            String provider,
            String providerModelId,
            String modelId,
            Instant at,
            String currency,
            String priceState,
            String totalUsd,
            List<CostLine> lines,
            boolean complete,
            List<String> warnings) {
        /** The sum as a number. */
        @JsonIgnore
        BigDecimal total() {
            return new BigDecimal(totalUsd);
        }
    }

    /** The answer to a usage at a price; 409 with the reason where there is none. */
    static QuoteAnswer of(QuotedUsage usage, ModelRef model, Pricing pricing, Instant now) {
        if (usage.strict() && !pricing.isComplete()) {
            throw ApiException.conflict(
                    "price_terms_unread",
                    "the provider states terms of the price that are not read: " + String.join(", ", pricing.unread()));
        }
        Quote quote = QuoteCalculation.quote(pricing, usage.request(now));
        if (quote instanceof Quote.Refusal refusal) {
            throw ApiException.conflict(refusal.reason(), refusal.detail());
        }
        Quote.Cost cost = (Quote.Cost) quote;
        return new QuoteAnswer(
                model.providerSlug(),
                model.providerModelId(),
                model.modelId(),
                usage.at() == null ? now : usage.at(),
                "USD",
                pricing.state().key(),
                plain(cost.total()),
                cost.lines().stream().map(CostLine::of).toList(),
                pricing.isComplete(),
                pricing.unread().stream()
                        .map(pointer -> "the provider states a term of the price that is not read: " + pointer)
                        .toList());
    }

    static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
