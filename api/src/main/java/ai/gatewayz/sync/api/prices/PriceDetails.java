package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.prices.PriceQueries.PriceRow;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prices as callers read them: decimal text, US dollars per one unit, null where nothing is known. */
public final class PriceDetails {
    private PriceDetails() {}

    /** A whole price: the usual figures and the list behind them. */
    public record Price(
            String state,
            @Nullable String prompt,
            @Nullable String completion,
            @Nullable String cacheRead,
            @Nullable String cacheWrite,
            @Nullable String image,
            @Nullable String audio,
            @Nullable String request,
            List<Component> components) {
        /** A price from the domain. */
        public static Price of(Pricing pricing) {
            return new Price(
                    pricing.state().key(),
                    token(pricing, PriceKind.INPUT),
                    token(pricing, PriceKind.OUTPUT),
                    token(pricing, PriceKind.CACHE_READ),
                    token(pricing, PriceKind.CACHE_WRITE),
                    token(pricing, PriceKind.IMAGE_TOKEN),
                    token(pricing, PriceKind.AUDIO_INPUT),
                    base(pricing, PriceKind.REQUEST, BillingUnit.REQUEST),
                    pricing.components().stream().map(Component::of).toList());
        }

        private static @Nullable String token(Pricing pricing, PriceKind kind) {
            return base(pricing, kind, BillingUnit.TOKEN);
        }

        private static @Nullable String base(Pricing pricing, PriceKind kind, BillingUnit unit) {
            return pricing.base(kind, unit).map(UnitPrice::toPlainString).orElse(null);
        }
    }

    /** One line of a price list. */
    public record Component(
            String kind,
            String unit,
            String usd,
            String raw,
            @Nullable String quotedUnit,
            @Nullable String pointer,
            Map<String, String> condition) {
        /** A line from the domain. */
        static Component of(PriceComponent component) {
            return new Component(
                    component.kind().key(),
                    component.unit().key(),
                    component.price().toPlainString(),
                    component.quote().text(),
                    component.quote().unit(),
                    component.quote().pointer(),
                    component.condition().terms());
        }
    }

    /** Where a price was recorded. */
    public record Provenance(
            String changeKind,
            Instant recordedAt,
            String recordedBy,
            String jobId,
            long fence,
            String snapshotSha256,
            int transformerVersion) {
        /** From a row of the ledger. */
        public static Provenance of(PriceRow row) {
            return new Provenance(
                    row.changeKind(),
                    row.recordedAt(),
                    row.recordedBy(),
                    row.jobId(),
                    row.fence(),
                    row.snapshotSha256(),
                    row.transformerVersion());
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
            Instant validFrom, Price pricing, @Nullable Price previous, Provenance provenance) {}

    /** Changes, newest first; {@code next_before} continues with older ones. */
    public record PriceHistory(
            String provider,
            String providerModelId,
            String modelId,
            List<PriceChange> data,
            int returned,
            @Nullable Long nextBefore) {}
}
