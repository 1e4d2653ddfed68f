package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.catalog.guard.PeerPrice;
import ai.gatewayz.sync.catalog.guard.PriceCase;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.ledger.PriceList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What others said of a price when it was judged, kept for whoever decides about it. */
final class ComparedPrices {
    /** A famous model is sold by dozens of providers; the first of them, in the order of their slugs, are enough to decide. */
    private static final int MOST_PEERS = 20;

    private ComparedPrices() {}

    /** The stored form of everybody else's prices: feeds first. */
    static String of(PriceCase judged) {
        List<PriceList.Told> told = new ArrayList<>();
        judged.references().stream().map(PriceList.Told::of).forEach(told::add);
        judged.peers().stream().limit(MOST_PEERS).map(ComparedPrices::told).forEach(told::add);
        return PriceList.writeAll(told);
    }

    private static PriceList.Told told(PeerPrice peer) {
        List<PriceComponent> lines = new ArrayList<>();
        add(lines, PriceKind.INPUT, peer.input());
        add(lines, PriceKind.OUTPUT, peer.output());
        return new PriceList.Told("provider:" + peer.provider(), "", new Pricing(PriceState.PRICED, "peer", lines));
    }

    private static void add(List<PriceComponent> lines, PriceKind kind, @Nullable UnitPrice price) {
        if (price != null) {
            lines.add(new PriceComponent(
                    kind, BillingUnit.TOKEN, price, PriceQuote.of(price.toPlainString()), PriceCondition.ALWAYS));
        }
    }
}
