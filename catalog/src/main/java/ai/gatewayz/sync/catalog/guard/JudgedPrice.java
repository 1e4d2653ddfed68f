package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.guard.PriceLines.Key;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A price that was judged on its own, and what the judgement of all of a provider's prices needs of it.
 *
 * @param moves how each line moved that was there before
 * @param isCorroborated whether another source tells the same headline prices
 * @param toReferences the headline prices as multiples of the nearest reference
 * @param comparison what others make of it, if it is a first price
 */
record JudgedPrice(
        PriceDecision decision,
        PriceLines told,
        PriceLines served,
        Map<Key, Ratio> moves,
        boolean isCorroborated,
        List<Ratio> toReferences,
        FirstComparison comparison) {
    /** What others make of a first price. */
    enum FirstComparison {
        /** It is no first price, or there is nobody to compare it with. */
        NONE,
        NEAR,
        /** Held, and others tell something far off. */
        FAR
    }

    private static final Set<HoldRule> UNIT_SUSPECTS =
            Set.of(HoldRule.BAND, HoldRule.UNIT_SIGNATURE, HoldRule.BILLING_MODE);

    /** How far the headline moved, or the farthest line where there is no headline; 1 when nothing is comparable. */
    BigDecimal distance() {
        boolean headline = moves.keySet().stream().anyMatch(Key::isHeadline);
        return moves.entrySet().stream()
                .filter(entry -> !headline || entry.getKey().isHeadline())
                .map(entry -> entry.getValue().distance())
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ONE);
    }

    /** Whether another unit would explain the price, or made it unreadable. */
    boolean isUnitSuspect() {
        HoldRule rule = decision.rule();
        boolean signature = moves.values().stream().anyMatch(Ratio::isUnitSignature);
        return !isCorroborated
                && !served.prices().isEmpty()
                && (signature
                        || rule != null && UNIT_SUSPECTS.contains(rule)
                        || decision.outcome() == PriceDecision.Outcome.REFUSED);
    }
}
