package ai.gatewayz.sync.activities.stage;

import static java.util.Objects.requireNonNull;

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
    public static final ReferencePricing NONE = new ReferencePricing(ReferencePrices.none(), Prices.NONE);

    /** Which prices feeds may tell. */
    private enum Prices {
        NONE,
        /** Where the list says nothing about a price. */
        UNTOLD,
        ALL
    }

    private final ReferencePrices prices;

    private final Prices told;

    private ReferencePricing(ReferencePrices prices, Prices told) {
        this.prices = prices;
        this.told = told;
    }

    /** What feeds may say of a provider: no prices, if its own list has some, unless it leaves the rest to them. */
    public static ReferencePricing of(Provider provider, ReferencePrices prices) {
        Prices rest = provider.isRestPricedByReference() ? Prices.UNTOLD : Prices.NONE;
        return new ReferencePricing(prices, provider.isPricedByReference() ? Prices.ALL : rest);
    }

    CatalogModel withKind(CatalogModel model) {
        return model.kind() != null
                ? model
                : prices.kind(model.providerModelId(), model.metadata())
                        .map(model::withKind)
                        .orElse(model);
    }

    /** The price of a model; {@code hash} is that of what its provider says. */
    SourcedPrice price(CatalogModel model, byte[] hash) {
        if (model.pricing().state() != PriceState.UNKNOWN || !mayTell(model.pricing())) {
            return SourcedPrice.own(model.pricing(), hash);
        }
        List<ReferencePrice> told = prices.of(model.providerModelId(), model.metadata());
        ReferenceDecision decision = ReferenceDecision.of(told);
        return switch (decision.outcome()) {
            case NONE -> SourcedPrice.own(model.pricing(), hash);
            case DISAGREE -> SourcedPrice.ofFeeds(beside(model, decision), requireNonNull(decision.source()), told);
            case CORROBORATED, UNCORROBORATED ->
                SourcedPrice.ofFeeds(beside(model, decision), requireNonNull(decision.source()), List.of());
        };
    }

    private boolean mayTell(Pricing own) {
        return switch (told) {
            case ALL -> true;
            case UNTOLD -> own.isUntold();
            case NONE -> false;
        };
    }

    /** What the provider states and nobody has read stays unread, whoever tells the price. */
    private static Pricing beside(CatalogModel model, ReferenceDecision decision) {
        Pricing told = decision.pricing();
        return new Pricing(
                told.state(), told.basis(), told.components(), model.pricing().unread());
    }
}
