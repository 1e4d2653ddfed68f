package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.reference.ReferencePrices;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.reference.ReferenceDecision;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import java.util.List;

/** What feeds add to a list: prices where it quotes none, and kinds where it tells none. What a provider says itself always stands. */
final class ReferencePricing {
    /** Takes every price as the list tells it. */
    public static final ReferencePricing NONE = new ReferencePricing(ReferencePrices.none(), false);

    private final ReferencePrices prices;

    private final boolean tellsPrices;

    private ReferencePricing(ReferencePrices prices, boolean tellsPrices) {
        this.prices = prices;
        this.tellsPrices = tellsPrices;
    }

    /** What feeds may say of a provider: no prices, if its own list has some. */
    public static ReferencePricing of(Provider provider, ReferencePrices prices) {
        return new ReferencePricing(prices, provider.isPricedByReference());
    }

    CatalogModel withKind(CatalogModel model) {
        return model.kind() != null
                ? model
                : prices.kind(model.providerModelId(), model.metadata())
                        .map(model::withKind)
                        .orElse(model);
    }

    SourcedPrice price(CatalogModel model) {
        if (!tellsPrices || model.pricing().state() != PriceState.UNKNOWN) {
            return SourcedPrice.own(model.pricing());
        }
        List<ReferencePrice> told = prices.of(model.providerModelId(), model.metadata());
        ReferenceDecision decision = ReferenceDecision.of(told);
        return switch (decision.outcome()) {
            case NONE -> SourcedPrice.own(model.pricing());
            case DISAGREE -> new SourcedPrice(beside(model, decision), decision.source(), told);
            case CORROBORATED, UNCORROBORATED ->
                new SourcedPrice(beside(model, decision), decision.source(), List.of());
        };
    }

    /** What the provider states and nobody has read stays unread, whoever tells the price. */
    private static Pricing beside(CatalogModel model, ReferenceDecision decision) {
        Pricing told = decision.pricing();
        return new Pricing(
                told.state(), told.basis(), told.components(), model.pricing().unread());
    }
}
