package ai.gatewayz.sync.catalog.price;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One term of a {@link PriceCondition}; a condition holds when each of its terms does. */
public sealed interface PriceTerm {
    /** Requests whose prompt has {@code from} or more and, if there is an end, fewer than {@code below} tokens. */
    record PromptSize(long from, @Nullable Long below) implements PriceTerm {
        /** Whether a prompt of so many tokens is meant. */
        public boolean contains(long tokens) {
            return tokens >= from && (below == null || tokens < below);
        }
    }

    /** Requests at a time of day. */
    record TimeOfDay(DailyWindow window) implements PriceTerm {}

    /** Requests from an instant on, before an instant, or between both. */
    record Dates(@Nullable Instant startsAt, @Nullable Instant endsAt) implements PriceTerm {
        /** Whether an instant is meant: the start is, the end is not. */
        public boolean contains(Instant instant) {
            return (startsAt == null || !instant.isBefore(startsAt)) && (endsAt == null || instant.isBefore(endsAt));
        }

        private boolean overlaps(Dates other) {
            return (startsAt == null || other.endsAt == null || startsAt.isBefore(other.endsAt))
                    && (other.startsAt == null || endsAt == null || other.startsAt.isBefore(endsAt));
        }
    }

    /** What the caller chooses, such as {@code service_tier}, {@code region} or {@code offer}. */
    record Choice(String name, String value) implements PriceTerm {}

    /** Terms that this program cannot read, as after a step back; they never hold. */
    record Unreadable(SortedMap<String, String> terms) implements PriceTerm {
        /** Takes a private copy. */
        public Unreadable {
            terms = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(terms));
        }
    }

    /** Whether another term is of the same rank and can hold together with this one. */
    default boolean meets(PriceTerm other) {
        if (this instanceof TimeOfDay time && other instanceof TimeOfDay otherTime) {
            return time.window().overlaps(otherTime.window());
        }
        if (this instanceof Dates dates && other instanceof Dates otherDates) {
            return dates.overlaps(otherDates);
        }
        if (this instanceof PromptSize size && other instanceof PromptSize otherSize) {
            // Of two sizes that overlap, the one that begins later says more.
            return size.from() == otherSize.from();
        }
        return equals(other);
    }

    /** The typed terms of stored name-value pairs. */
    static List<PriceTerm> of(Map<String, String> stored) {
        SortedMap<String, String> left = new TreeMap<>(stored);
        List<PriceTerm> terms = new ArrayList<>();
        take(left, PriceTerm::promptSize, terms, PriceCondition.FROM_TOKENS, PriceCondition.BELOW_TOKENS);
        take(left, PriceTerm::timeOfDay, terms, DailyWindow.FROM, DailyWindow.TO, DailyWindow.ZONE, DailyWindow.DAYS);
        take(left, PriceTerm::dates, terms, PriceCondition.STARTS_AT, PriceCondition.ENDS_AT);
        left.forEach((name, value) -> terms.add(new Choice(name, value)));
        return terms;
    }

    /** Reads a term from its pairs. */
    interface Reader {
        /** The term, or an {@link IllegalArgumentException} or {@link DateTimeParseException}. */
        PriceTerm read(SortedMap<String, String> pairs);
    }

    private static void take(SortedMap<String, String> left, Reader reader, List<PriceTerm> terms, String... names) {
        SortedMap<String, String> pairs = new TreeMap<>();
        for (String name : names) {
            String value = left.remove(name);
            if (value != null) {
                pairs.put(name, value);
            }
        }
        if (pairs.isEmpty()) {
            return;
        }
        try {
            terms.add(reader.read(pairs));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            terms.add(new Unreadable(pairs));
        }
    }

    private static PriceTerm promptSize(SortedMap<String, String> pairs) {
        String below = pairs.get(PriceCondition.BELOW_TOKENS);
        PromptSize size = new PromptSize(
                Long.parseLong(pairs.getOrDefault(PriceCondition.FROM_TOKENS, "0")),
                below == null ? null : Long.valueOf(below));
        return inOrder(size.below() == null || size.below() > size.from(), size);
    }

    private static PriceTerm timeOfDay(SortedMap<String, String> pairs) {
        return new TimeOfDay(DailyWindow.of(
                pairs.getOrDefault(DailyWindow.FROM, ""),
                pairs.getOrDefault(DailyWindow.TO, ""),
                pairs.getOrDefault(DailyWindow.ZONE, ""),
                pairs.get(DailyWindow.DAYS)));
    }

    private static PriceTerm dates(SortedMap<String, String> pairs) {
        Instant startsAt = instant(pairs.get(PriceCondition.STARTS_AT));
        Instant endsAt = instant(pairs.get(PriceCondition.ENDS_AT));
        return inOrder(startsAt == null || endsAt == null || endsAt.isAfter(startsAt), new Dates(startsAt, endsAt));
    }

    private static PriceTerm inOrder(boolean isInOrder, PriceTerm term) {
        if (!isInOrder) {
            throw new IllegalArgumentException("the wrong way round: " + term);
        }
        return term;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
