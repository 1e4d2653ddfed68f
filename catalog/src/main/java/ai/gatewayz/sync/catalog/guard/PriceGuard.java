package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.guard.PriceLines.Key;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges one price on its own: against what is served now, against its unit, and against what others say. A known price is
 * never replaced by an unknown one without a decision, and nothing is ever repaired or clamped.
 */
final class PriceGuard {
    /** A larger move of any line is held. */
    static final BigDecimal MAX_MOVE = BigDecimal.TEN;
    /** The same for cache reads, the wildest of all prices. */
    static final BigDecimal MAX_CACHE_READ_MOVE = BigDecimal.valueOf(50);
    /** Up to here a move is ordinary: however far off others are, it was so before, and holding would protect nothing. */
    static final BigDecimal ORDINARY_MOVE = BigDecimal.valueOf(5);
    /** A first price farther from all others is held. */
    static final BigDecimal MAX_DISTANCE = BigDecimal.TEN;
    /** Another provider this near supports a price. */
    static final BigDecimal SUPPORT = BigDecimal.valueOf(5);
    /** Farther from the median of other providers is held. */
    static final BigDecimal MAX_MEDIAN_DISTANCE = BigDecimal.valueOf(100);

    private static final Set<String> FREE_BY_DECLARATION = Set.of("declared", "free_suffix");
    private static final Set<String> REFUSALS =
            Arrays.stream(PriceRefusal.values()).map(PriceRefusal::key).collect(Collectors.toUnmodifiableSet());
    /** What a first price far off others breaks. */
    private static final Set<HoldRule> FAR_OFF = Set.of(
            HoldRule.REFERENCE_POWER_OF_TEN,
            HoldRule.PEER_POWER_OF_TEN,
            HoldRule.REFERENCE_DISTANCE,
            HoldRule.PEER_DISTANCE);

    private static final Set<PriceKind> CACHE =
            Set.of(PriceKind.CACHE_READ, PriceKind.CACHE_WRITE, PriceKind.CACHE_WRITE_1H, PriceKind.AUDIO_CACHE_READ);

    /** A rule that a price breaks, and the lines that break it. */
    private record Suspicion(HoldRule rule, List<Key> lines) {}

    private final PriceCase given;
    private final PriceLines told;
    private final PriceLines served;
    private final Map<Key, Ratio> moves;
    /** Whether a line is at the price that was announced for a date: that is no move. */
    private final boolean hasPromotionEnded;

    private final SecondSources sources;
    private final boolean isCorroborated;
    private final List<Suspicion> suspicions = new ArrayList<>();

    private PriceGuard(PriceCase given) {
        this.given = given;
        this.told = PriceLines.of(given.told());
        this.served = servedLines(given.served());
        this.moves = told.ratiosTo(served);
        this.hasPromotionEnded = moves.keySet().removeIf(this::wasAnnounced);
        this.sources = new SecondSources(given);
        this.isCorroborated = sources.agree(told, mainLines());
    }

    /** Judges a price. */
    static JudgedPrice judge(PriceCase given) {
        PriceGuard guard = new PriceGuard(given);
        PriceDecision decision = guard.decide();
        return new JudgedPrice(
                decision,
                guard.told,
                guard.served,
                guard.moves,
                guard.isCorroborated,
                guard.toReferences(),
                guard.comparison(decision));
    }

    private JudgedPrice.FirstComparison comparison(PriceDecision decision) {
        if (!isPriced(given.told()) || !served.prices().isEmpty()) {
            return JudgedPrice.FirstComparison.NONE;
        }
        HoldRule rule = decision.rule();
        if (rule != null && FAR_OFF.contains(rule)) {
            return JudgedPrice.FirstComparison.FAR;
        }
        if (rule == HoldRule.BAND) {
            boolean isKnown = !given.references().isEmpty() || !given.peers().isEmpty();
            return isKnown ? JudgedPrice.FirstComparison.FAR : JudgedPrice.FirstComparison.NONE;
        }
        boolean isTold = told.prices().entrySet().stream()
                .anyMatch(line -> !sources.toReferences(line.getKey(), line.getValue())
                                .isEmpty()
                        || !sources.toPeers(line.getKey(), line.getValue()).isEmpty());
        return isTold ? JudgedPrice.FirstComparison.NEAR : JudgedPrice.FirstComparison.NONE;
    }

    private boolean wasAnnounced(Key line) {
        UnitPrice price = told.prices().get(line);
        return price != null && !price.equals(served.prices().get(line)) && served.announced(line, price);
    }

    private static PriceLines servedLines(@Nullable Pricing served) {
        return served == null || served.state() != PriceState.PRICED ? new PriceLines(Map.of()) : PriceLines.of(served);
    }

    private static boolean isPriced(@Nullable Pricing pricing) {
        return pricing != null && pricing.state() == PriceState.PRICED;
    }

    private PriceDecision decide() {
        Pricing before = given.served();
        boolean known = before != null && (isPriced(before) || before.state() == PriceState.FREE);
        return switch (given.told().state()) {
            case UNKNOWN -> known ? vanished(given.told().basis()) : PriceDecision.STORED;
            case DYNAMIC -> known ? PriceDecision.held(HoldRule.BILLING_MODE) : PriceDecision.STORED;
            case FREE ->
                isPriced(before) && !FREE_BY_DECLARATION.contains(given.told().basis())
                        ? PriceDecision.held(HoldRule.BECAME_FREE)
                        : PriceDecision.STORED;
            case PRICED -> priced();
        };
    }

    private static PriceDecision vanished(String basis) {
        return REFUSALS.contains(basis) ? PriceDecision.refused(basis) : PriceDecision.held(HoldRule.PRICE_VANISHED);
    }

    private PriceDecision priced() {
        if (told.isSameAs(served)) {
            return PriceDecision.UNCHANGED;
        }
        suspectBands();
        if (told.lacksBaseTier() && !served.lacksBaseTier()) {
            suspicions.add(new Suspicion(HoldRule.PRICE_VANISHED, List.of()));
        }
        suspectMoves();
        suspectProportions();
        if (isPriced(given.served())) {
            suspectShape();
        } else {
            suspectFirstUnits();
        }
        told.prices().forEach(this::suspectAgainstReferences);
        told.prices().forEach(this::suspectAgainstPeers);
        if (suspicions.isEmpty()) {
            // A second source may be the very reason why nothing is suspicious any more: it must end an earlier hold.
            return isCorroborated ? PriceDecision.corroborated() : plain();
        }
        return suspicions.stream()
                .filter(s -> !isCleared(s))
                .map(Suspicion::rule)
                .min(Comparator.naturalOrder())
                .map(PriceDecision::held)
                .orElseGet(PriceDecision::corroborated);
    }

    private PriceDecision plain() {
        return hasPromotionEnded ? PriceDecision.PROMOTION_ENDED : PriceDecision.STORED;
    }

    private boolean isCleared(Suspicion suspicion) {
        return suspicion.rule().isClearedBySecondSource() && sources.agree(told, suspicion.lines());
    }

    private void suspect(HoldRule rule, Key line) {
        suspicions.add(new Suspicion(rule, List.of(line)));
    }

    private void suspectBands() {
        for (PriceComponent component : given.told().components()) {
            if (!PriceBands.contains(component)) {
                suspect(HoldRule.BAND, new Key(component.kind(), component.unit(), component.condition()));
            }
        }
    }

    private void suspectMoves() {
        moves.forEach((line, move) -> {
            if (move.isUnitSignature()) {
                suspect(HoldRule.UNIT_SIGNATURE, line);
            } else if (move.isBeyond(line.kind() == PriceKind.CACHE_READ ? MAX_CACHE_READ_MOVE : MAX_MOVE)) {
                suspect(HoldRule.RATIO, line);
            }
        });
    }

    /** What moved is judged by its move. */
    private void suspectProportions() {
        told.prices().forEach((line, price) -> {
            if (!moves.containsKey(line) && !PriceProportions.contain(told, line, price)) {
                suspect(HoldRule.PROPORTION, line);
            }
        });
    }

    /** Prices in other units than everybody else's cannot be compared, however far they are off. */
    private void suspectFirstUnits() {
        if ((sources.referToInput() && told.lacksInput()) || sources.referencesChargeOtherUnitsThan(told)) {
            suspicions.add(new Suspicion(HoldRule.REFERENCE_DISTANCE, mainLines()));
        }
        if ((sources.peersTellInput() && told.chargesTokensButNoInput()) || sources.peersChargeOtherUnitsThan(told)) {
            suspicions.add(new Suspicion(HoldRule.PEER_DISTANCE, mainLines()));
        }
    }

    private void suspectShape() {
        if (told.isOtherBillingMode(served)) {
            // A provider that charges for something else does so at other amounts; the same ones are a unit misread.
            boolean misread = told.repeatsAmountsInOtherUnits(served);
            suspicions.add(new Suspicion(misread ? HoldRule.UNIT_SIGNATURE : HoldRule.BILLING_MODE, mainLines()));
        } else if (told.lacksHeadlineOf(served)) {
            suspicions.add(new Suspicion(HoldRule.PRICE_VANISHED, List.of()));
        }
        List<Key> inverted = told.invertedTiers();
        if (!inverted.isEmpty() && served.invertedTiers().isEmpty()) {
            suspicions.add(new Suspicion(HoldRule.TIER_INVERSION, inverted));
        }
        if (told.isSwapOf(served)) {
            suspicions.add(new Suspicion(HoldRule.SWAPPED, List.of(SecondSources.INPUT, SecondSources.OUTPUT)));
        }
    }

    private boolean isOrdinary(Key line) {
        Ratio move = moves.get(line);
        return move != null && !move.isBeyond(ORDINARY_MOVE);
    }

    private void suspectAgainstReferences(Key line, UnitPrice price) {
        if (CACHE.contains(line.kind()) || isOrdinary(line)) {
            return;
        }
        List<Ratio> ratios = sources.toReferences(comparable(line), price);
        boolean supported = ratios.stream().anyMatch(r -> !r.isPowerOfTen() && !r.isBeyond(MAX_DISTANCE));
        if (ratios.isEmpty() || supported) {
            return;
        }
        if (ratios.stream().anyMatch(Ratio::isPowerOfTen)) {
            suspect(HoldRule.REFERENCE_POWER_OF_TEN, line);
        } else if (isFirst(line)) {
            suspect(HoldRule.REFERENCE_DISTANCE, line);
        }
    }

    private boolean isFirst(Key line) {
        return comparable(line).isHeadline() && served.prices().isEmpty();
    }

    /** A tier without its base, which may have been refused, stands for it. */
    private Key comparable(Key line) {
        return told.prices().containsKey(line.base()) ? line : line.base();
    }

    private void suspectAgainstPeers(Key line, UnitPrice price) {
        if (isOrdinary(line)) {
            return;
        }
        List<Ratio> ratios = sources.toPeers(comparable(line), price);
        boolean supported = ratios.stream().anyMatch(r -> !r.isBeyond(SUPPORT));
        if (!ratios.isEmpty() && !supported) {
            if (ratios.stream().anyMatch(Ratio::isPowerOfTen)) {
                suspect(HoldRule.PEER_POWER_OF_TEN, line);
            } else if (isFirst(line) && ratios.stream().allMatch(r -> r.isBeyond(MAX_DISTANCE))) {
                suspect(HoldRule.PEER_DISTANCE, line);
            }
        }
        if (sources.toPeerMedian(line, price).stream().anyMatch(r -> r.isBeyond(MAX_MEDIAN_DISTANCE))) {
            suspect(HoldRule.PEER_MEDIAN, line);
        }
    }

    /** Input and output, or everything where neither is charged. */
    private List<Key> mainLines() {
        List<Key> headline =
                told.prices().keySet().stream().filter(Key::isHeadline).toList();
        return headline.isEmpty() ? List.copyOf(told.prices().keySet()) : headline;
    }

    /** How far the headline lines are from what references say, at best. */
    private List<Ratio> toReferences() {
        return mainLines().stream()
                .flatMap(line -> sources
                        .toReferences(
                                line,
                                java.util.Objects.requireNonNull(told.prices().get(line)))
                        .stream()
                        .min(Comparator.comparing(Ratio::distance))
                        .stream())
                .toList();
    }
}
