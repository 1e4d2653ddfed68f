package ai.gatewayz.sync.workflows.client.schedule;

import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cron line of five fields in UTC, in the form that every Temporal server takes: numbers, lists, ranges and steps. */
public final class CronLine {
    /** More often than this helps nobody and angers providers. */
    public static final Duration SHORTEST_GAP = Duration.ofMinutes(5);

    private static final Pattern PART = Pattern.compile("(\\*|(\\d{1,2})(?:-(\\d{1,2}))?)(?:/(\\d{1,2}))?");
    private static final int MINUTES_PER_DAY = 24 * 60;
    private static final int SEARCHED_DAYS = 366 * 5;

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;

    private CronLine(String text, List<BitSet> fields) {
        this.text = text;
        minutes = fields.get(0);
        hours = fields.get(1);
        days = fields.get(2);
        months = fields.get(3);
        weekdays = fields.get(4);
    }

    /** Whether both have a minute of the day in common, whatever the day. */
    boolean meets(CronLine other) {
        return minutes.intersects(other.minutes) && hours.intersects(other.hours);
    }

    /** A field's name and bounds. */
    private enum Field {
        MINUTE(0, 59),
        HOUR(0, 23),
        DAY_OF_MONTH(1, 31),
        MONTH(1, 12),
        DAY_OF_WEEK(0, 6);

        private final int min;
        private final int max;

        Field(int min, int max) {
            this.min = min;
            this.max = max;
        }

        BitSet read(String text) {
            BitSet values = new BitSet();
            for (String part : text.split(",", -1)) {
                Matcher matcher = PART.matcher(part);
                if (!matcher.matches()) {
                    throw refused("holds " + part);
                }
                boolean any = matcher.group(1).equals("*");
                int from = any ? min : Integer.parseInt(matcher.group(2));
                boolean single = !any && matcher.group(3) == null;
                int to = any || single && matcher.group(4) != null
                        ? max
                        : single ? from : Integer.parseInt(matcher.group(3));
                int step = matcher.group(4) == null ? 1 : Integer.parseInt(matcher.group(4));
                if (from < min || to > max || from > to || step < 1) {
                    throw refused("must stay within " + min + " to " + max);
                }
                for (int value = from; value <= to; value += step) {
                    values.set(value);
                }
            }
            return values;
        }

        private IllegalArgumentException refused(String what) {
            return new IllegalArgumentException(
                    "its " + name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " " + what);
        }

        boolean isAny(BitSet values) {
            return values.cardinality() == max - min + 1;
        }

        String write(List<ScheduleRange> ranges) {
            return ranges.stream().map(this::write).collect(Collectors.joining(","));
        }

        private String write(ScheduleRange range) {
            int end = Math.max(range.getStart(), range.getEnd());
            int step = Math.max(1, range.getStep());
            String suffix = step == 1 ? "" : "/" + step;
            if (range.getStart() == min && end == max) {
                return "*" + suffix;
            }
            return range.getStart() == end ? String.valueOf(end) : range.getStart() + "-" + end + suffix;
        }
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException saying what is wrong with it; the text may be shown to callers
     */
    public static CronLine parse(String text) {
        String[] parts = text.strip().split("[ \\t]+", -1);
        if (parts.length != Field.values().length) {
            throw new IllegalArgumentException("it must have five fields: minute, hour, day of month, month, weekday");
        }
        List<BitSet> fields = new ArrayList<>();
        for (Field field : Field.values()) {
            fields.add(field.read(parts[field.ordinal()]));
        }
        CronLine line = new CronLine(String.join(" ", parts), fields);
        if (!Field.DAY_OF_MONTH.isAny(line.days) && !Field.DAY_OF_WEEK.isAny(line.weekdays)) {
            // Cron takes either, Temporal both: whoever writes it would be surprised by one of them.
            throw new IllegalArgumentException("it may limit the day of the month or the weekday, not both");
        }
        if (line.shortestGap().compareTo(SHORTEST_GAP) < 0) {
            throw new IllegalArgumentException(
                    "it runs more often than every " + SHORTEST_GAP.toMinutes() + " minutes");
        }
        if (line.next(Instant.EPOCH).isEmpty()) {
            throw new IllegalArgumentException("there is no such day");
        }
        return line;
    }

    /** The line that a calendar of a Temporal Schedule means; empty when no such line can say it. */
    static Optional<CronLine> of(ScheduleCalendarSpec calendar) {
        boolean plain = isZero(calendar.getSeconds()) && calendar.getYear().isEmpty();
        if (!plain) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(String.join(
                    " ",
                    Field.MINUTE.write(calendar.getMinutes()),
                    Field.HOUR.write(calendar.getHour()),
                    Field.DAY_OF_MONTH.write(calendar.getDayOfMonth()),
                    Field.MONTH.write(calendar.getMonth()),
                    Field.DAY_OF_WEEK.write(calendar.getDayOfWeek()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isZero(List<ScheduleRange> seconds) {
        return seconds.stream().allMatch(range -> range.getStart() == 0 && range.getEnd() <= 0);
    }

    /** The first time after an instant. */
    public Optional<Instant> next(Instant after) {
        Instant from = after.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        LocalDate date = from.atZone(ZoneOffset.UTC).toLocalDate();
        LocalTime time = from.atZone(ZoneOffset.UTC).toLocalTime();
        for (int day = 0; day < SEARCHED_DAYS; day++, date = date.plusDays(1), time = LocalTime.MIN) {
            if (!isDay(date)) {
                continue;
            }
            for (int minute = time.toSecondOfDay() / 60; minute < MINUTES_PER_DAY; minute++) {
                if (hours.get(minute / 60) && minutes.get(minute % 60)) {
                    return Optional.of(date.atStartOfDay(ZoneOffset.UTC)
                            .plusMinutes(minute)
                            .toInstant());
                }
            }
        }
        return Optional.empty();
    }

    private boolean isDay(LocalDate date) {
        return months.get(date.getMonthValue())
                && days.get(date.getDayOfMonth())
                && weekdays.get(date.getDayOfWeek().getValue() % DayOfWeek.values().length);
    }

    /** The shortest time between two runs. */
    public Duration shortestGap() {
        int[] gaps = gapsOfADay();
        return Duration.ofMinutes(Arrays.stream(gaps).min().orElseThrow());
    }

    /** The longest time between two runs within ten years. */
    public Duration longestGap() {
        int[] gaps = gapsOfADay();
        int[] runs = IntStream.range(0, 2 * SEARCHED_DAYS)
                .filter(day -> isDay(LocalDate.ofEpochDay(day)))
                .toArray();
        int apart = IntStream.range(1, runs.length)
                .map(run -> runs[run] - runs[run - 1])
                .max()
                .orElseThrow();
        int overNight = gaps[gaps.length - 1] + (apart - 1) * MINUTES_PER_DAY;
        return Duration.ofMinutes(Math.max(overNight, Arrays.stream(gaps).max().orElseThrow()));
    }

    /** Minutes between the runs of a day, the last to the first of the next day. */
    private int[] gapsOfADay() {
        int[] runs = IntStream.range(0, MINUTES_PER_DAY)
                .filter(minute -> hours.get(minute / 60) && minutes.get(minute % 60))
                .toArray();
        return IntStream.range(0, runs.length)
                .map(run -> run + 1 < runs.length ? runs[run + 1] - runs[run] : runs[0] + MINUTES_PER_DAY - runs[run])
                .toArray();
    }

    /** The hours between runs, when they are evenly spaced over every day. */
    Optional<Integer> everyHours() {
        boolean daily =
                Field.DAY_OF_MONTH.isAny(days) && Field.MONTH.isAny(months) && Field.DAY_OF_WEEK.isAny(weekdays);
        Duration gap = shortestGap();
        boolean even = gap.toMinutes() % 60 == 0
                && gap.toMinutes() * minutes.cardinality() * hours.cardinality() == MINUTES_PER_DAY;
        return daily && even ? Optional.of(Math.toIntExact(gap.toHours())) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
