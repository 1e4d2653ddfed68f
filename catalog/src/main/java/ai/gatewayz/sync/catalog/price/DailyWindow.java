package ai.gatewayz.sync.catalog.price;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A time of day on some weekdays. A window that passes midnight belongs to the day on which it begins; what a clock shows
 * when it is put forward or back is what counts.
 *
 * @param from minute of the day at which it begins, 0 to 1439
 * @param to minute of the day at which it is over, 1 to 1440; before {@code from} when it passes midnight
 * @param zone where the clock stands
 * @param days days on which it begins
 */
public record DailyWindow(int from, int to, ZoneId zone, Set<DayOfWeek> days) {
    /** Names of the terms that a window is stored under. */
    static final String FROM = "from";

    static final String TO = "to";
    static final String ZONE = "zone";
    static final String DAYS = "days";

    private static final int DAY = 24 * 60;
    private static final int DAYS_OF_WEEK = 7;
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-4]):([0-5][0-9])");

    /**
     * Checks the bounds and takes a private copy.
     *
     * @throws IllegalArgumentException when a bound is outside the day, both are equal, or no day is left
     */
    public DailyWindow {
        days = Collections.unmodifiableSet(days.isEmpty() ? EnumSet.noneOf(DayOfWeek.class) : EnumSet.copyOf(days));
        if (from < 0 || from >= DAY || to < 0 || to > DAY || from == to || from == 0 && to == 0) {
            throw new IllegalArgumentException("not a window of a day: minute " + from + " to " + to);
        }
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a window needs a day");
        }
    }

    /**
     * Reads a window, such as {@code 22:00}, {@code 02:00}, {@code UTC}, {@code fri,sat}.
     *
     * @param days the first three letters of weekdays, with commas; null or blank is every day
     * @throws IllegalArgumentException naming the part that is wrong
     */
    public static DailyWindow of(String from, String to, String zone, @Nullable String days) {
        int begin = minute(from);
        int end = minute(to);
        if (begin == DAY) {
            throw new IllegalArgumentException("a window cannot begin at 24:00");
        }
        return new DailyWindow(begin, end, zone(zone), days == null || days.isBlank() ? everyDay() : days(days));
    }

    /** Every day of the week. */
    public static Set<DayOfWeek> everyDay() {
        return EnumSet.allOf(DayOfWeek.class);
    }

    private static int minute(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException("not a time of day: " + shown(text));
        }
        int minute = Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
        if (minute > DAY) {
            throw new IllegalArgumentException("not a time of day: " + shown(text));
        }
        return minute;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time zone: " + shown(text), e);
        }
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String word : text.split(",", -1)) {
            days.add(everyDay().stream()
                    .filter(day -> word(day).equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("not a weekday: " + shown(word))));
        }
        return days;
    }

    private static String shown(String text) {
        return text.length() > 32 ? text.substring(0, 32) + "…" : text;
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static String clock(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    /** Whether an instant is inside: the start is, the end is not. */
    public boolean contains(Instant instant) {
        ZonedDateTime there = instant.atZone(zone);
        int minute = there.getHour() * 60 + there.getMinute();
        DayOfWeek day = there.getDayOfWeek();
        if (from < to) {
            return from <= minute && minute < to && days.contains(day);
        }
        return minute >= from && days.contains(day) || minute < to && days.contains(day.minus(1));
    }

    /** Whether some minute is in both. Clocks in different zones are taken to meet: they move against each other. */
    boolean overlaps(DailyWindow other) {
        if (!zone.equals(other.zone)) {
            return true;
        }
        for (DayOfWeek day : days) {
            for (DayOfWeek otherDay : other.days) {
                int apart = Math.floorMod(otherDay.getValue() - day.getValue(), DAYS_OF_WEEK) * DAY + other.from - from;
                int week = DAYS_OF_WEEK * DAY;
                if (Math.floorMod(apart, week) < length() || Math.floorMod(-apart, week) < other.length()) {
                    return true;
                }
            }
        }
        return false;
    }

    private int length() {
        return Math.floorMod(to - from, DAY) == 0 ? DAY : Math.floorMod(to - from, DAY);
    }

    /** The names and values that it is stored under. */
    Map<String, String> terms() {
        Map<String, String> terms = new TreeMap<>(Map.of(FROM, clock(from), TO, clock(to), ZONE, zone.getId()));
        if (days.size() < DayOfWeek.values().length) {
            terms.put(
                    DAYS,
                    everyDay().stream()
                            .filter(days::contains)
                            .map(DailyWindow::word)
                            .collect(Collectors.joining(",")));
        }
        return terms;
    }
}
