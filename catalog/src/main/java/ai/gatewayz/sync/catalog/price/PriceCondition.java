package ai.gatewayz.sync.catalog.price;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a price component applies: all of its terms have to hold; none means always. The terms are kept as sorted name-value
 * pairs, which is how they are stored and shown, and read as types with {@link #typed()}. Names in use:
 * {@code min_prompt_tokens} (inclusive), {@code max_prompt_tokens} (exclusive); {@code from}, {@code to}, {@code zone},
 * {@code days}; {@code starts_at} (inclusive), {@code ends_at} (exclusive); {@code service_tier}, {@code region},
 * {@code offer} (the host behind a router), {@code variant}, {@code ttl}, {@code unit_text} (a billing unit in the provider's
 * own words).
 */
public record PriceCondition(SortedMap<String, String> terms) {
    /** Applies always. */
    public static final PriceCondition ALWAYS = new PriceCondition(new TreeMap<>());

    /** Name of the smallest prompt that is meant. */
    static final String FROM_TOKENS = "min_prompt_tokens";

    /** Name of the prompt size from which on it is not meant any more. */
    static final String BELOW_TOKENS = "max_prompt_tokens";

    /** Name of the instant from which on it holds. */
    static final String STARTS_AT = "starts_at";

    /** Name of the instant from which on it holds no more. */
    static final String ENDS_AT = "ends_at";

    /** Takes a private, ordered copy. */
    public PriceCondition {
        terms = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(terms));
    }

    /** Applies to requests whose prompt has at least this many tokens. */
    public static PriceCondition promptFrom(long minTokens) {
        return ALWAYS.with(FROM_TOKENS, Long.toString(minTokens));
    }

    /** Applies to requests whose prompt has {@code minTokens} or more and fewer than {@code maxTokens} tokens. */
    public static PriceCondition promptBetween(long minTokens, long maxTokens) {
        return promptFrom(minTokens).with(BELOW_TOKENS, Long.toString(maxTokens));
    }

    /** This condition and one more term. */
    public PriceCondition with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(terms);
        more.put(name, value);
        return new PriceCondition(more);
    }

    /** This condition, at a time of day. */
    public PriceCondition during(DailyWindow window) {
        return with(window.terms());
    }

    /**
     * This condition, from an instant on, before an instant, or between both.
     *
     * @throws IllegalArgumentException when the end is not after the start
     */
    public PriceCondition between(@Nullable Instant startsAt, @Nullable Instant endsAt) {
        if (startsAt != null && endsAt != null && !endsAt.isAfter(startsAt)) {
            throw new IllegalArgumentException("ends at " + endsAt + ", before it starts at " + startsAt);
        }
        Map<String, String> dates = new TreeMap<>();
        if (startsAt != null) {
            dates.put(STARTS_AT, startsAt.toString());
        }
        if (endsAt != null) {
            dates.put(ENDS_AT, endsAt.toString());
        }
        return with(dates);
    }

    /** Both conditions: each of their terms has to hold. */
    public PriceCondition and(PriceCondition other) {
        return with(other.terms);
    }

    private PriceCondition with(Map<String, String> others) {
        SortedMap<String, String> more = new TreeMap<>(terms);
        more.putAll(others);
        return new PriceCondition(more);
    }

    /** This condition at any date: without the instants from which on and until which it holds. */
    public PriceCondition undated() {
        SortedMap<String, String> fewer = new TreeMap<>(terms);
        fewer.remove(STARTS_AT);
        fewer.remove(ENDS_AT);
        return new PriceCondition(fewer);
    }

    /** Whether it holds at no time from an instant on. */
    public boolean isOver(Instant at) {
        return typed().stream()
                .anyMatch(term -> term instanceof PriceTerm.Dates dates
                        && dates.endsAt() != null
                        && !dates.endsAt().isAfter(at));
    }

    /** Whether it holds from an instant on. */
    public boolean isAnnounced() {
        return terms.containsKey(STARTS_AT);
    }

    /** The terms as types. */
    public List<PriceTerm> typed() {
        return terms.isEmpty() ? List.of() : PriceTerm.of(terms);
    }

    /**
     * Whether both can hold at the same time for the same request while neither says more than the other: they have the same
     * terms, and those of sizes, times and dates overlap.
     */
    boolean meets(PriceCondition other) {
        if (!isTimed() && !other.isTimed()) {
            return isSized() == other.isSized() && without(BELOW_TOKENS).equals(other.without(BELOW_TOKENS));
        }
        List<PriceTerm> ours = typed();
        List<PriceTerm> theirs = other.typed();
        return ours.size() == theirs.size()
                && ours.stream().allMatch(term -> theirs.stream().anyMatch(term::meets));
    }

    /** Whether it is that of an entry of a price list, such as a tier, a window or a region, and not that of an offer. */
    boolean isOfAnEntry() {
        return isSized()
                || isTimed()
                || terms.containsKey("region")
                || terms.containsKey("service_tier") && !terms.containsKey("offer");
    }

    private boolean isTimed() {
        return terms.containsKey(DailyWindow.FROM) || terms.containsKey(STARTS_AT) || terms.containsKey(ENDS_AT);
    }

    private boolean isSized() {
        return terms.containsKey(FROM_TOKENS) || terms.containsKey(BELOW_TOKENS);
    }

    private SortedMap<String, String> without(String name) {
        SortedMap<String, String> fewer = new TreeMap<>(terms);
        fewer.remove(name);
        return fewer;
    }

    /** Whether the component applies without any condition. */
    public boolean isAlways() {
        return terms.isEmpty();
    }
}
