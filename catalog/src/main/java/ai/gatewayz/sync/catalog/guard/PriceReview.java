package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.price.PriceState;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges all prices that one list changes: each on its own, then together, because a provider that changes its unit changes
 * it everywhere, also where there is nothing to compare with.
 */
public final class PriceReview {
    /** Fewer prices than these say nothing about the provider as a whole. */
    private static final int FEW = 5;
    /** More than this share (percent) of the provider's prices moving far holds all of them. */
    private static final int MANY_PERCENT = 20;

    private static final BigDecimal FAR = BigDecimal.valueOf(2);
    private static final BigDecimal FAR_MEDIAN = BigDecimal.valueOf(3);
    /** A provider's prices are usually near the references; all of them outside is another unit. */
    private static final BigDecimal REFERENCE_MEDIAN = BigDecimal.valueOf(5);

    private PriceReview() {}

    /**
     * Decides on every price.
     *
     * @param cases by model, each of a price that differs from the served one
     * @param listed how many models of the list, changed or not, have a price that is served now
     */
    public static Map<String, PriceDecision> review(Map<String, PriceCase> cases, long listed) {
        Map<String, JudgedPrice> judged = new LinkedHashMap<>();
        cases.forEach((model, given) -> judged.put(model, PriceGuard.judge(given)));
        HoldRule wide = providerRule(List.copyOf(judged.values()), listed);
        Map<String, PriceDecision> decisions = new LinkedHashMap<>();
        judged.forEach((model, price) ->
                decisions.put(model, wide == null ? price.decision() : under(wide, price, cases.get(model))));
        return decisions;
    }

    private static @Nullable HoldRule providerRule(List<JudgedPrice> prices, long listed) {
        long suspects = prices.stream().filter(JudgedPrice::isUnitSuspect).count();
        boolean most = suspects > 0 && 2 * suspects >= listed;
        boolean many = suspects >= FEW && suspects * 100 > listed * MANY_PERCENT;
        if (most || many || isOffReferences(prices) || isFarOffOthers(prices, listed)) {
            return HoldRule.PROVIDER_UNITS;
        }
        List<BigDecimal> moves = prices.stream()
                .filter(price -> !price.isCorroborated())
                .map(JudgedPrice::distance)
                .filter(distance -> distance.compareTo(BigDecimal.ONE) > 0)
                .sorted()
                .toList();
        long far =
                moves.stream().filter(distance -> distance.compareTo(FAR) > 0).count();
        boolean manyFar = far >= FEW && far * 100 > listed * MANY_PERCENT;
        boolean farMedian = moves.size() >= FEW && moves.get(moves.size() / 2).compareTo(FAR_MEDIAN) > 0;
        return manyFar || farMedian ? HoldRule.PROVIDER_WIDE : null;
    }

    /** Of a list that is new for the most part: whether half of what can be compared at all is far off. */
    private static boolean isFarOffOthers(List<JudgedPrice> prices, long listed) {
        long firsts = prices.stream()
                .filter(price -> price.served().prices().isEmpty())
                .count();
        long near = count(prices, JudgedPrice.FirstComparison.NEAR);
        long far = count(prices, JudgedPrice.FirstComparison.FAR);
        return firsts > listed && far > 0 && far >= near;
    }

    private static long count(List<JudgedPrice> prices, JudgedPrice.FirstComparison comparison) {
        return prices.stream().filter(price -> price.comparison() == comparison).count();
    }

    private static boolean isOffReferences(List<JudgedPrice> prices) {
        List<BigDecimal> ratios = prices.stream()
                .filter(price -> !price.toReferences().isEmpty())
                .map(price -> price.toReferences().get(0).value())
                .sorted()
                .toList();
        return ratios.size() >= FEW && new Ratio(ratios.get(ratios.size() / 2)).isBeyond(REFERENCE_MEDIAN);
    }

    private static PriceDecision under(HoldRule wide, JudgedPrice price, @Nullable PriceCase given) {
        PriceDecision own = price.decision();
        boolean amount = given != null && given.told().state() == PriceState.PRICED;
        boolean free = given != null
                && given.told().state() == PriceState.FREE
                && !price.served().prices().isEmpty();
        HoldRule rule = own.rule();
        if (price.isCorroborated() || !(amount || free) || own.outcome() == PriceDecision.Outcome.UNCHANGED) {
            return own;
        }
        return rule == null || wide.compareTo(rule) < 0 ? PriceDecision.held(wide) : own;
    }
}
