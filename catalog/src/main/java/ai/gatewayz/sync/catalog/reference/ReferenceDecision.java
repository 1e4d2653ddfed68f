package ai.gatewayz.sync.catalog.reference;

import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The price of an offering whose provider quotes none.
 *
 * @param outcome what the feeds allow to say
 * @param pricing the price; when feeds disagree the first feed's, which is not to be served unasked; else unknown
 * @param source who says so, such as {@code reference:models-dev+litellm}; a rule other than literal follows its feed
 *     after a slash. Null when there is no price
 */
public record ReferenceDecision(
        Outcome outcome, Pricing pricing, @Nullable String source) {
    /** What the feeds allow to say. */
    public enum Outcome {
        /** No feed knows the offering. */
        NONE,
        /** One feed tells a price. */
        UNCORROBORATED,
        /** Two feeds or more tell the same, and fewer tell something else. */
        CORROBORATED,
        /** Feeds tell different prices: nobody can know. */
        DISAGREE
    }

    /** The basis of a price on which feeds disagree, and of the lack of one for that reason. */
    public static final String DISAGREE_BASIS = "references_disagree";

    /** Decides by what the feeds say, the first of them being the one whose text is kept. */
    public static ReferenceDecision of(List<ReferencePrice> prices) {
        if (prices.isEmpty() || isOnlyMovingAlias(prices)) {
            return new ReferenceDecision(Outcome.NONE, Pricing.unknown("absent"), null);
        }
        List<ReferencePrice> agreeing = agreeing(prices);
        if (agreeing.size() * 2 <= prices.size()) {
            return disagreement(prices.get(0));
        }
        Outcome outcome = agreeing.size() > 1 ? Outcome.CORROBORATED : Outcome.UNCORROBORATED;
        String basis = outcome == Outcome.CORROBORATED ? "corroborated" : "uncorroborated";
        boolean approximate = agreeing.stream().anyMatch(p -> p.rule().equals(ReferenceAliases.APPROXIMATE));
        return new ReferenceDecision(
                outcome,
                new Pricing(PriceState.PRICED, approximate ? basis + "_approximate" : basis, lines(agreeing)),
                ReferencePrice.source(agreeing));
    }

    /** The most feeds that tell the same price as one of them. */
    private static List<ReferencePrice> agreeing(List<ReferencePrice> prices) {
        List<ReferencePrice> most = List.of();
        for (ReferencePrice one : prices) {
            List<ReferencePrice> same = prices.stream()
                    .filter(other -> other == one
                            || ReferenceAgreement.of(one.pricing(), other.pricing()) == ReferenceAgreement.AGREE)
                    .toList();
            if (same.size() > most.size()) {
                most = same;
            }
        }
        return most;
    }

    private static ReferenceDecision disagreement(ReferencePrice first) {
        Pricing disputed =
                new Pricing(PriceState.PRICED, DISAGREE_BASIS, first.pricing().components());
        return new ReferenceDecision(Outcome.DISAGREE, disputed, first.source());
    }

    private static boolean isOnlyMovingAlias(List<ReferencePrice> prices) {
        return prices.size() == 1 && prices.get(0).rule().equals(ReferenceAliases.MOVING_ALIAS);
    }

    /** Every line that some feed tells, but none on which feeds differ. */
    private static List<PriceComponent> lines(List<ReferencePrice> prices) {
        List<PriceComponent> lines = new ArrayList<>();
        for (ReferencePrice price : prices) {
            for (PriceComponent line : price.pricing().components()) {
                if (lines.stream().noneMatch(known -> isSameLine(known, line)) && isUndisputed(line, prices)) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private static boolean isUndisputed(PriceComponent line, List<ReferencePrice> prices) {
        return prices.stream()
                .flatMap(price -> price.pricing().components().stream())
                .filter(other -> isSameLine(line, other))
                .allMatch(other -> ReferenceAgreement.areEqual(line.price(), other.price()));
    }

    private static boolean isSameLine(PriceComponent one, PriceComponent other) {
        return one.kind() == other.kind()
                && one.unit() == other.unit()
                && one.condition().equals(other.condition());
    }
}
