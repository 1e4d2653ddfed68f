package ai.gatewayz.sync.catalog.quote;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a quote is asked for.
 *
 * @param at when it is made: what decides windows and dates
 * @param promptTokens size of the whole prompt: what decides the context tier
 * @param quantities what is used; several of one kind and unit add up
 * @param terms conditions that the caller chooses, such as {@code service_tier} or {@code offer}
 */
public record QuoteRequest(Instant at, long promptTokens, List<Quantity> quantities, SortedMap<String, String> terms) {
    /** Takes private copies. */
    public QuoteRequest {
        quantities = List.copyOf(quantities);
        terms = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(terms));
    }

    /** A request of tokens and of other things beside them. */
    public static QuoteRequest of(Instant at, TokenUsage usage, List<Quantity> more, Map<String, String> terms) {
        List<Quantity> all = new ArrayList<>(usage.quantities());
        all.addAll(more);
        return new QuoteRequest(at, usage.input(), all, new TreeMap<>(terms));
    }

    /** Whether something of a kind and unit is asked for already. */
    boolean has(PriceKind kind, BillingUnit unit) {
        return quantities.stream().anyMatch(q -> q.kind() == kind && q.unit() == unit);
    }
}
