package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceTerm;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.quote.QuoteCalculation;
import ai.gatewayz.sync.catalog.quote.QuoteRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a model's tokens cost by the size of the prompt, for one choice of terms at one time. Each figure is asked of the
 * quote itself, so a file made of them says what a quote says.
 *
 * @param steps prompt sizes from which on any price may be another one; the first is 0
 */
record TokenRates(Pricing pricing, Instant at, Map<String, String> chosen, List<Long> steps) {
    /** The rates of a price list. */
    static TokenRates of(Pricing pricing, Instant at, Map<String, String> chosen) {
        TreeSet<Long> steps = new TreeSet<>(Set.of(0L));
        for (PriceComponent component : pricing.components()) {
            for (PriceTerm term : component.condition().typed()) {
                if (term instanceof PriceTerm.PromptSize size) {
                    steps.add(size.from());
                    if (size.below() != null) {
                        steps.add(size.below());
                    }
                }
            }
        }
        return new TokenRates(pricing, at, Map.copyOf(chosen), List.copyOf(steps));
    }

    /** Dollars per token of a kind in a prompt of so many tokens. */
    Optional<BigDecimal> usd(PriceKind kind, long promptTokens) {
        QuoteRequest request = new QuoteRequest(at, promptTokens, List.of(), new TreeMap<>(chosen));
        return QuoteCalculation.line(pricing, request, kind, BillingUnit.TOKEN)
                .map(line -> line.price().usd());
    }

    /** Kinds that have a price by the token under any condition. */
    Set<PriceKind> kinds() {
        Set<PriceKind> kinds = EnumSet.noneOf(PriceKind.class);
        for (PriceComponent component : pricing.components()) {
            if (component.unit() == BillingUnit.TOKEN && hasOnlyChosenTerms(component)) {
                kinds.add(component.kind());
            }
        }
        return kinds;
    }

    private boolean hasOnlyChosenTerms(PriceComponent component) {
        return component.condition().typed().stream()
                .allMatch(term -> !(term instanceof PriceTerm.Choice choice)
                        || choice.value().equals(chosen.get(choice.name())));
    }

    /** Whether each kind that has a price at all has one in a prompt of any size. */
    boolean isWhole() {
        return kinds().stream().allMatch(kind -> steps.stream()
                .allMatch(step -> usd(kind, step).isPresent()));
    }

    /** Whether a kind costs the same whatever the size of the prompt. */
    boolean isFlat(PriceKind kind) {
        return steps.stream().map(step -> usd(kind, step)).distinct().count() == 1;
    }
}
