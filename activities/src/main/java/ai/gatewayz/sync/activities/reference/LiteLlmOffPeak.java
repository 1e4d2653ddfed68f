package ai.gatewayz.sync.activities.reference;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.catalog.price.DailyWindow;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The prices of some hours in LiteLLM's map: they replace the usual ones, tiers included. Hours are UTC; a weekday is that of
 * the instant itself, not of the window's start. What is not understood whole applies to nothing.
 */
final class LiteLlmOffPeak {
    private static final Pattern HOURS = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
    private static final Set<String> SCHEDULE = Set.of("hours_utc", "weekdays", "weekday_timezone", "windows");
    private static final List<String> WEEK = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String MIDNIGHT = "00:00";
    private static final String END_OF_DAY = "24:00";

    private LiteLlmOffPeak() {}

    /** Adds the prices of an {@code off_peak_pricing} object. */
    static void add(JsonRecord block, Map<String, LiteLlmPrices.Field> fields, PricingBuilder pricing) {
        boolean known = block.names().stream().allMatch(name -> SCHEDULE.contains(name) || fields.containsKey(name));
        for (DailyWindow window : known ? windows(block) : List.<DailyWindow>of()) {
            for (String name : block.names()) {
                LiteLlmPrices.Field field = fields.get(name);
                if (field != null) {
                    PriceCondition condition = PriceCondition.ALWAYS.during(window);
                    pricing.add(field.kind(), field.unit(), block.priceText(name), condition, 1);
                }
            }
        }
    }

    /** The windows of the whole block; none where one of them cannot be read. */
    private static List<DailyWindow> windows(JsonRecord block) {
        List<DailyWindow> windows = new ArrayList<>();
        String zone = block.text("weekday_timezone");
        List<JsonRecord> schedules = block.has("windows") ? block.records("windows") : List.of(block);
        try {
            for (JsonRecord schedule : schedules) {
                String days = days(schedule);
                if (!days.isEmpty() && zone != null && !zone.equals("UTC")) {
                    return List.of();
                }
                for (String hours : hours(schedule)) {
                    addWindow(hours, days, windows);
                }
            }
        } catch (IllegalArgumentException e) {
            return List.of();
        }
        return windows;
    }

    private static List<String> hours(JsonRecord schedule) {
        String one = schedule.text("hours_utc");
        List<String> several = schedule.words("hours_utc");
        return one != null ? List.of(one) : several == null ? List.of() : several;
    }

    /** Weekdays as three letters with commas, an empty text for all. */
    private static String days(JsonRecord schedule) {
        List<String> days = new ArrayList<>();
        List<String> words = schedule.words("weekdays");
        for (String word : words == null ? List.<String>of() : words) {
            days.add(word.length() < 3 ? word : word.toLowerCase(Locale.ROOT).substring(0, 3));
        }
        for (String number : schedule.numbers("weekdays")) {
            days.add(number.matches("[1-7]") ? WEEK.get(Integer.parseInt(number) - 1) : number);
        }
        if (!WEEK.containsAll(days) || days.isEmpty() && schedule.has("weekdays")) {
            throw new IllegalArgumentException("no weekdays");
        }
        return String.join(",", days);
    }

    private static void addWindow(String hours, String days, List<DailyWindow> windows) {
        Matcher matcher = HOURS.matcher(hours);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no hours");
        }
        String from = matcher.group(1);
        String to = matcher.group(2).equals(MIDNIGHT) ? END_OF_DAY : matcher.group(2);
        boolean passesMidnight = from.compareTo(to) > 0;
        if (passesMidnight && !days.isEmpty()) {
            windows.add(window(from, END_OF_DAY, days));
            windows.add(window(MIDNIGHT, to, days));
        } else {
            windows.add(window(from, to, days));
        }
    }

    private static DailyWindow window(String from, String to, @Nullable String days) {
        return DailyWindow.of(from, to, "UTC", days);
    }
}
