package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prices, and what the review says of one of them. */
final class PriceCases {
    private PriceCases() {}

    static PriceComponent line(PriceKind kind, BillingUnit unit, String usd, PriceCondition condition) {
        return new PriceComponent(kind, unit, UnitPrice.ofUsd(usd), PriceQuote.of(usd), condition);
    }

    static PriceComponent input(String usd) {
        return line(PriceKind.INPUT, BillingUnit.TOKEN, usd, PriceCondition.ALWAYS);
    }

    static PriceComponent output(String usd) {
        return line(PriceKind.OUTPUT, BillingUnit.TOKEN, usd, PriceCondition.ALWAYS);
    }

    static Pricing priced(PriceComponent... lines) {
        return new Pricing(PriceState.PRICED, "quoted", List.of(lines));
    }

    static Pricing in(String usd) {
        return priced(input(usd));
    }

    static Pricing free(String basis) {
        return new Pricing(PriceState.FREE, basis, List.of(input("0"), output("0")));
    }

    static ReferencePrice reference(PriceComponent... lines) {
        return new ReferencePrice("litellm", "m", ReferencePrice.LITERAL, priced(lines));
    }

    static PeerPrice peer(String provider, String input) {
        return new PeerPrice(provider, UnitPrice.ofUsd(input), null);
    }

    /** The decision on one price of a provider with a hundred others. */
    static String judge(@Nullable Pricing served, Pricing told, List<ReferencePrice> references, PeerPrice... peers) {
        PriceDecision decision = PriceReview.review(
                        Map.of("m", new PriceCase(served, told, references, List.of(peers))), 100)
                .get("m");
        return decision == null
                ? ""
                : decision.outcome().key() + (decision.reason().isEmpty() ? "" : " " + decision.reason());
    }

    static String move(Pricing served, Pricing told) {
        return judge(served, told, List.of());
    }

    static String first(Pricing told, PeerPrice... peers) {
        return judge(null, told, List.of(), peers);
    }
}
