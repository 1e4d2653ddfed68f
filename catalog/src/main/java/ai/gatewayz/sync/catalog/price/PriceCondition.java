package ai.gatewayz.sync.catalog.price;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a price component applies, as sorted name-value pairs; empty means always. Names in use:
 * {@code min_prompt_tokens} (inclusive), {@code max_prompt_tokens} (exclusive), {@code service_tier}, {@code offer} (the
 * host behind a router), {@code unit_text} (a billing unit in the provider's own words), {@code variant}.
 */
public record PriceCondition(SortedMap<String, String> terms) {
    /** Applies always. */
    public static final PriceCondition ALWAYS = new PriceCondition(new TreeMap<>());

    /** Takes a private, ordered copy. */
    public PriceCondition {
        terms = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(terms));
    }

    /** Applies to requests whose prompt has at least this many tokens. */
    public static PriceCondition promptFrom(long minTokens) {
        return ALWAYS.with("min_prompt_tokens", Long.toString(minTokens));
    }

    /** Applies to requests whose prompt has {@code minTokens} or more and fewer than {@code maxTokens} tokens. */
    public static PriceCondition promptBetween(long minTokens, long maxTokens) {
        return promptFrom(minTokens).with("max_prompt_tokens", Long.toString(maxTokens));
    }

    /** This condition and one more term. */
    public PriceCondition with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(terms);
        more.put(name, value);
        return new PriceCondition(more);
    }

    /** Whether the component applies without any condition. */
    public boolean isAlways() {
        return terms.isEmpty();
    }
}
