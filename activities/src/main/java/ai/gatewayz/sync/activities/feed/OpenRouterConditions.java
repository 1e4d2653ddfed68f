package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.price.DailyWindow;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of an entry of OpenRouter's {@code overrides}, all of which have to hold: the smallest prompt, and a window
 * in UTC as numbers such as 1630, on some weekdays. An entry with a condition that is not read applies to nothing.
 */
final class OpenRouterConditions {
    private static final String FROM = "min_prompt_tokens";
    private static final String START = "utc_start";
    private static final String END = "utc_end";
    private static final String DAYS = "utc_days";
    private static final Set<String> KNOWN = Set.of(FROM, START, END, DAYS);
    /** Sunday is 0 for some and 7 for others; all agree on the other days. */
    private static final List<String> WEEK = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private OpenRouterConditions() {}

    /** The condition of an entry, whose other fields are prices; empty when it cannot be read whole, and then none of it is. */
    static Optional<PriceCondition> of(JsonRecord entry, Set<String> prices) {
        boolean isKnown = entry.names().stream().allMatch(name -> KNOWN.contains(name) || prices.contains(name));
        if (!isKnown) {
            return Optional.empty();
        }
        PriceCondition condition = PriceCondition.ALWAYS;
        if (entry.has(FROM)) {
            Long from = entry.count(FROM);
            if (from == null) {
                return Optional.empty();
            }
            condition = PriceCondition.promptFrom(from);
        }
        if (entry.has(START) || entry.has(END) || entry.has(DAYS)) {
            Optional<DailyWindow> window = window(entry);
            if (window.isEmpty()) {
                return Optional.empty();
            }
            condition = condition.during(window.orElseThrow());
        }
        return condition.isAlways() ? Optional.empty() : Optional.of(condition);
    }

    private static Optional<DailyWindow> window(JsonRecord entry) {
        String start = clock(entry.has(START) ? entry.scalar(START) : "0");
        String end = clock(entry.has(END) ? entry.scalar(END) : "2400");
        Optional<String> days = days(entry);
        if (start == null || end == null || days.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(DailyWindow.of(start, end, "UTC", days.orElseThrow()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String clock(@Nullable String number) {
        if (number == null || !number.matches("[0-9]{1,4}")) {
            return null;
        }
        int value = Integer.parseInt(number);
        return String.format(Locale.ROOT, "%02d:%02d", value / 100, value % 100);
    }

    /** The weekdays with commas, an empty text for all; empty when one of them is no weekday. */
    private static Optional<String> days(JsonRecord entry) {
        if (!entry.has(DAYS)) {
            return Optional.of("");
        }
        List<String> days = new ArrayList<>();
        List<String> words = entry.words(DAYS);
        for (String word : words == null ? List.<String>of() : words) {
            days.add(word.length() < 3 ? word : word.toLowerCase(Locale.ROOT).substring(0, 3));
        }
        for (String number : entry.numbers(DAYS)) {
            days.add(number.matches("[0-7]") ? WEEK.get(Integer.parseInt(number)) : number);
        }
        return days.isEmpty() || !WEEK.containsAll(days) ? Optional.empty() : Optional.of(String.join(",", days));
    }
}
