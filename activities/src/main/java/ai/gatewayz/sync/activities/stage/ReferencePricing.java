package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.reference.ReferencePrices;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.reference.ReferenceDecision;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import java.util.List;

/** Prices of offerings whose provider's list quotes none. What a provider quotes itself always stands. */
final class ReferencePricing {
    /** Takes every price as the list tells it. */
    public static final ReferencePricing NONE = new ReferencePricing(ReferencePrices.none());

    private final ReferencePrices prices;

    private ReferencePricing(ReferencePrices prices) {
        this.prices = prices;
    }

    /** What feeds may say of a provider: nothing, if its own list has prices. */
    public static ReferencePricing of(Provider provider, ReferencePrices prices) {
        return provider.isPricedByReference() ? new ReferencePricing(prices) : NONE;
    }

    SourcedPrice price(CatalogModel model) {
        if (this == NONE || model.pricing().state() != PriceState.UNKNOWN) {
            return SourcedPrice.own(model.pricing());
        }
        List<ReferencePrice> told = prices.of(model.providerModelId(), model.metadata());
        ReferenceDecision decision = ReferenceDecision.of(told);
        return switch (decision.outcome()) {
            case NONE -> SourcedPrice.own(model.pricing());
            case DISAGREE -> new SourcedPrice(decision.pricing(), decision.source(), told);
            case CORROBORATED, UNCORROBORATED -> new SourcedPrice(decision.pricing(), decision.source(), List.of());
        };
    }
}
