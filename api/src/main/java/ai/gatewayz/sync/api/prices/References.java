package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.prices.PriceDetails.Price;
import ai.gatewayz.sync.api.prices.PriceQueries.ModelRef;
import ai.gatewayz.sync.api.prices.PriceQueries.ReferenceRow;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.reference.ReferenceAgreement;
import ai.gatewayz.sync.catalog.reference.ReferenceAliases;
import ai.gatewayz.sync.ledger.PriceList;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What independent feeds say of one offering, beside the price that is served; their rows are joined as for the price guards. */
public record References(String provider, String providerModelId, String modelId, List<Reference> data, int returned) {
    private static final String NOTHING_UNREAD = "[]";

    /**
     * What one feed says; prices are decimal text, US dollars per token, null where it says none.
     *
     * @param referenceId the feed's own key
     * @param rule how the offering's id leads to it: {@code literal}, or the name of an alias rule
     * @param agreement with the served price: {@code agree} within 0.5 %, {@code differ}, or {@code incomparable}
     * @param changedAt when the feed began to say so, as far as it was read
     * @param readAt when it was last seen to say so
     */
    public record Reference(
            String feed,
            String referenceId,
            String rule,
            @Nullable String prompt,
            @Nullable String completion,
            String agreement,
            Instant changedAt,
            @Nullable Instant readAt) {
        private static Reference of(Pricing served, ReferenceAliases.Found<ReferenceRow> found) {
            ReferenceRow row = found.row();
            Pricing told = PriceList.read(PriceState.PRICED.key(), "reference", row.components(), NOTHING_UNREAD);
            Price price = Price.of(told);
            return new Reference(
                    row.feed(),
                    row.referenceId(),
                    found.rule(),
                    price.prompt(),
                    price.completion(),
                    ReferenceAgreement.of(served, told).name().toLowerCase(Locale.ROOT),
                    row.changedAt(),
                    row.readAt());
        }
    }

    static References of(ModelRef model, Pricing served, List<ReferenceAliases.Found<ReferenceRow>> rows) {
        List<Reference> told = rows.stream()
                .map(row -> Reference.of(served, row))
                .sorted(Comparator.comparing(Reference::feed))
                .toList();
        return new References(model.providerSlug(), model.providerModelId(), model.modelId(), told, told.size());
    }
}
