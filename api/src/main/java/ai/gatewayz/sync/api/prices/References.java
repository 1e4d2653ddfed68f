package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.prices.PriceDetails.Price;
import ai.gatewayz.sync.api.prices.PriceQueries.ModelRef;
import ai.gatewayz.sync.api.prices.PriceQueries.ReferenceRow;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.reference.ReferenceAgreement;
import ai.gatewayz.sync.ledger.PriceList;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What independent feeds say of one offering, by the provider's own id, beside the price that is served. */
public record References(String provider, String providerModelId, String modelId, List<Reference> data, int returned) {
    private static final String NOTHING_UNREAD = "[]";

    /**
     * What one feed says; prices are decimal text, US dollars per token, null where it says none.
     *
     * @param referenceId the feed's own key
     * @param agreement with the served price: {@code agree} within 0.5 %, {@code differ}, or {@code incomparable}
     * @param changedAt when the feed began to say so, as far as it was read
     * @param readAt when it was last seen to say so
     */
    public record Reference(
            String feed,
            String referenceId,
            @Nullable String prompt,
            @Nullable String completion,
            String agreement,
            Instant changedAt,
            @Nullable Instant readAt) {
        private static Reference of(Pricing served, ReferenceRow row) {
            Pricing told = PriceList.read(PriceState.PRICED.key(), "reference", row.components(), NOTHING_UNREAD);
            Price price = Price.of(told);
            return new Reference(
                    row.feed(),
                    row.referenceId(),
                    price.prompt(),
                    price.completion(),
                    ReferenceAgreement.of(served, told).name().toLowerCase(Locale.ROOT),
                    row.changedAt(),
                    row.readAt());
        }
    }

    static References of(ModelRef model, Pricing served, List<ReferenceRow> rows) {
        List<Reference> told =
                rows.stream().map(row -> Reference.of(served, row)).toList();
        return new References(model.providerSlug(), model.providerModelId(), model.modelId(), told, told.size());
    }
}
