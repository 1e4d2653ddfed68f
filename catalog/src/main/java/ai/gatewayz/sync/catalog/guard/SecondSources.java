package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.guard.PriceLines.Key;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.catalog.reference.ReferenceAgreement;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Everybody else who tells a price of the same offering or model. */
final class SecondSources {
    static final Key INPUT = new Key(PriceKind.INPUT, BillingUnit.TOKEN, PriceCondition.ALWAYS);
    static final Key OUTPUT = new Key(PriceKind.OUTPUT, BillingUnit.TOKEN, PriceCondition.ALWAYS);

    private static final int MEDIAN_PROVIDERS = 3;

    private final List<PriceLines> references;
    private final List<PriceLines> peers;
    private final List<PeerPrice> peerPrices;

    SecondSources(PriceCase given) {
        references = given.references().stream()
                .map(ReferencePrice::pricing)
                .map(PriceLines::of)
                .toList();
        peers = given.peers().stream().map(SecondSources::lines).toList();
        peerPrices = given.peers();
    }

    private static PriceLines lines(PeerPrice peer) {
        Map<Key, UnitPrice> lines = new HashMap<>();
        if (peer.input() != null && !peer.input().isZero()) {
            lines.put(INPUT, peer.input());
        }
        if (peer.output() != null && !peer.output().isZero()) {
            lines.put(OUTPUT, peer.output());
        }
        return new PriceLines(lines);
    }

    /** Whether one of them tells all of these lines at the same prices, and no other headline line at another price. */
    boolean agree(PriceLines told, Collection<Key> lines) {
        return !lines.isEmpty()
                && Stream.concat(references.stream(), peers.stream()).anyMatch(source -> agrees(source, told, lines));
    }

    private static boolean agrees(PriceLines source, PriceLines told, Collection<Key> lines) {
        Set<Key> needed = new HashSet<>(lines);
        told.prices().keySet().stream()
                .filter(key -> key.isHeadline() && source.prices().containsKey(key))
                .forEach(needed::add);
        return needed.stream().allMatch(key -> {
            UnitPrice theirs = source.prices().get(key);
            UnitPrice ours = told.prices().get(key);
            return theirs != null && ours != null && ReferenceAgreement.areEqual(ours, theirs);
        });
    }

    /** Whether a reference tells what input costs. */
    boolean referToInput() {
        return references.stream().anyMatch(source -> source.prices().containsKey(INPUT));
    }

    /** Whether another provider tells what input costs. */
    boolean peersTellInput() {
        return peers.stream().anyMatch(source -> source.prices().containsKey(INPUT));
    }

    /** Whether references charge for the same things, and all of them by other units. */
    boolean referencesChargeOtherUnitsThan(PriceLines told) {
        return chargeOtherUnits(references, told);
    }

    /** Whether peers charge for the same things, and all of them by other units. */
    boolean peersChargeOtherUnitsThan(PriceLines told) {
        return chargeOtherUnits(peers, told);
    }

    private static boolean chargeOtherUnits(List<PriceLines> sources, PriceLines told) {
        return sources.stream().anyMatch(told::hasOtherUnitsThan)
                && sources.stream().noneMatch(told::hasUnitsOf);
    }

    /** A line's price as a multiple of what each reference says. */
    List<Ratio> toReferences(Key key, UnitPrice price) {
        return ratios(references, key, price);
    }

    /** A line's price as a multiple of what each peer asks. */
    List<Ratio> toPeers(Key key, UnitPrice price) {
        return ratios(peers, key, price);
    }

    private static List<Ratio> ratios(List<PriceLines> sources, Key key, UnitPrice price) {
        List<Ratio> ratios = new ArrayList<>();
        for (PriceLines source : sources) {
            UnitPrice theirs = source.prices().get(key);
            if (theirs != null) {
                ratios.add(Ratio.of(price, theirs));
            }
        }
        return ratios;
    }

    /** Peers' median of a line, if at least three providers tell it. */
    List<Ratio> toPeerMedian(Key key, UnitPrice price) {
        Map<String, UnitPrice> byProvider = new HashMap<>();
        for (int i = 0; i < peers.size(); i++) {
            UnitPrice theirs = peers.get(i).prices().get(key);
            if (theirs != null) {
                byProvider.putIfAbsent(peerPrices.get(i).provider(), theirs);
            }
        }
        if (byProvider.size() < MEDIAN_PROVIDERS) {
            return List.of();
        }
        List<UnitPrice> sorted = byProvider.values().stream().sorted().toList();
        return List.of(Ratio.of(price, sorted.get(sorted.size() / 2)));
    }
}
