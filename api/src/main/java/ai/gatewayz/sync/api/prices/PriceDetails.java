package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.prices.PriceQueries.ImportedPrice;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.ledger.FlatPrices;
import ai.gatewayz.sync.ledger.PriceHistory.Row;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prices as callers read them: decimal text, US dollars per one unit, null where nothing is known. */
public final class PriceDetails {
    private PriceDetails() {}

    /**
     * A whole price: the usual figures and the list behind them.
     *
     * @param complete whether every price term that the provider states was read
     * @param unread JSON Pointers below the provider's record of those that were not
     */
    public record Price(
            String state,
            @Nullable String prompt,
            @Nullable String completion,
            @Nullable String cacheRead,
            @Nullable String cacheWrite,
            @Nullable String image,
            @Nullable String audio,
            @Nullable String request,
            List<Component> components,
            boolean complete,
            List<String> unread,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Pinned pinned) {
        /** A price from the domain. */
        public static Price of(Pricing pricing) {
            return of(pricing, null);
        }

        /** A price from the ledger, with the pin that it may be. */
        public static Price of(Row row) {
            return of(row.pricing(), row.isPinned() ? Pinned.of(row) : null);
        }

        private static Price of(Pricing pricing, @Nullable Pinned pinned) {
            FlatPrices flat = FlatPrices.of(pricing);
            return new Price(
                    pricing.state().key(),
                    text(flat.input()),
                    text(flat.output()),
                    text(flat.cacheRead()),
                    text(flat.cacheWrite()),
                    text(flat.image()),
                    pricing.base(PriceKind.AUDIO_INPUT, BillingUnit.TOKEN)
                            .map(UnitPrice::toPlainString)
                            .orElse(null),
                    text(flat.request()),
                    pricing.components().stream().map(Component::of).toList(),
                    pricing.isComplete(),
                    pricing.unread(),
                    pinned);
        }

        private static @Nullable String text(@Nullable BigDecimal usd) {
            return usd == null ? null : usd.toPlainString();
        }
    }

    /**
     * Who has a price served instead of the provider's, why, and since when.
     *
     * @param providerSays the price that would be served without the pin
     */
    public record Pinned(String by, @Nullable String note, Instant since, Price providerSays) {
        private static final String OPERATOR = "operator:";

        private static Pinned of(Row row) {
            String by = row.recordedBy();
            return new Pinned(
                    by.startsWith(OPERATOR) ? by.substring(OPERATOR.length()) : by,
                    row.note(),
                    row.validFrom(),
                    Price.of(row.providerSays()));
        }
    }

    /**
     * One line of a price list.
     *
     * @param precedence of several lines that apply the highest counts; left out where it is 0
     */
    public record Component(
            String kind,
            String unit,
            String usd,
            String raw,
            @Nullable String quotedUnit,
            @Nullable String pointer,
            Map<String, String> condition,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int precedence) {
        /** A line from the domain. */
        static Component of(PriceComponent component) {
            return new Component(
                    component.kind().key(),
                    component.unit().key(),
                    component.price().toPlainString(),
                    component.quote().text(),
                    component.quote().unit(),
                    component.quote().pointer(),
                    component.condition().terms(),
                    component.precedence());
        }
    }

    /** Where a price was recorded. */
    public record Provenance(
            String changeKind,
            Instant recordedAt,
            String recordedBy,
            String jobId,
            long fence,
            @Nullable String snapshotSha256,
            @Nullable Integer transformerVersion,
            @Nullable String note) {
        /** From a row of the ledger. */
        public static Provenance of(Row row) {
            return new Provenance(
                    row.changeKind(),
                    row.recordedAt(),
                    row.recordedBy(),
                    row.jobId(),
                    row.fence(),
                    row.snapshotSha256(),
                    row.transformerVersion(),
                    row.note());
        }
    }

    /** The price at an instant, as it was known at another. */
    public record PriceAt(
            String provider,
            String providerModelId,
            String modelId,
            Instant at,
            Instant asKnownAt,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            Price pricing,
            @Nullable Provenance provenance) {}

    /** One change of a price; there is nothing previous to the first. */
    public record PriceChange(
            String changeKind,
            long generation,
            Instant validFrom,
            Price pricing,
            @Nullable Price previous,
            Provenance provenance) {}

    /**
     * Changes, newest first; {@code next_before} continues with older ones.
     *
     * @param imported beside the oldest changes, what the system that was replaced said; left out where there is nothing
     */
    public record PriceHistory(
            String provider,
            String providerModelId,
            String modelId,
            List<PriceChange> data,
            int returned,
            @Nullable Long nextBefore,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ImportedPrice> imported) {}
}
