package ai.gatewayz.sync.workflows.client.schedule;

import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a schedule runs: by a cron line, or every so many hours where no cron line can say that.
 *
 * @param line null for a plain interval
 * @param hours hours between runs; null when they are not evenly spaced
 * @param offset minutes by which a plain interval is shifted
 */
public record Cadence(@Nullable CronLine line, @Nullable Integer hours, int offset) {
    /** Longest interval that is accepted. */
    public static final int MAX_HOURS = 168;

    private static final int HOURS_PER_DAY = 24;
    /** Keeps a fleet of installations from calling a provider in the same second. */
    private static final Duration LONGEST_JITTER = Duration.ofMinutes(5);

    private static final int JITTER_SHARE = 20;

    /**
     * Every so many hours.
     *
     * @param minute minutes past the hour
     * @param firstHour hour of the day of the first run, below the interval
     */
    public static Cadence everyHours(int hours, int minute, int firstHour) {
        if (hours < 1 || hours > MAX_HOURS) {
            throw new IllegalArgumentException("an interval has 1 to " + MAX_HOURS + " hours, not " + hours);
        }
        if (HOURS_PER_DAY % hours != 0) {
            return new Cadence(null, hours, firstHour * 60 + minute);
        }
        String hour = hours == 1
                ? "*"
                : hours == HOURS_PER_DAY
                        ? String.valueOf(firstHour)
                        : (firstHour == 0 ? "*" : firstHour + "-23") + "/" + hours;
        return cron(minute + " " + hour + " * * *");
    }

    /**
     * By a cron line.
     *
     * @throws IllegalArgumentException saying what is wrong with the line
     */
    public static Cadence cron(String text) {
        CronLine line = CronLine.parse(text);
        return new Cadence(line, line.everyHours().orElse(null), 0);
    }

    /** What a Temporal Schedule's own specification means; empty when an operator gave it a form of another kind. */
    static Optional<Cadence> of(ScheduleSpec spec) {
        List<ScheduleCalendarSpec> calendars = spec.getCalendars() == null ? List.of() : spec.getCalendars();
        List<ScheduleIntervalSpec> intervals = spec.getIntervals() == null ? List.of() : spec.getIntervals();
        if (calendars.size() == 1 && intervals.isEmpty()) {
            return CronLine.of(calendars.get(0))
                    .map(line -> new Cadence(line, line.everyHours().orElse(null), 0));
        }
        if (calendars.isEmpty() && intervals.size() == 1) {
            Duration every = intervals.get(0).getEvery();
            Duration offset = intervals.get(0).getOffset();
            return every.toMinutes() % 60 == 0 && every.toHours() >= 1 && every.toHours() <= MAX_HOURS
                    ? Optional.of(new Cadence(
                            null,
                            Math.toIntExact(every.toHours()),
                            offset == null ? 0 : Math.toIntExact(offset.toMinutes())))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** The shortest time between two runs. */
    public Duration shortestGap() {
        return line != null ? line.shortestGap() : Duration.ofHours(hours == null ? 1 : hours);
    }

    /** Whether both run at the same minute of some hour; plain intervals meet nobody. */
    public boolean meets(Cadence other) {
        return line != null && other.line != null && line.meets(other.line);
    }

    ScheduleSpec spec() {
        Duration share = shortestGap().dividedBy(JITTER_SHARE);
        ScheduleSpec.Builder spec =
                ScheduleSpec.newBuilder().setJitter(share.compareTo(LONGEST_JITTER) < 0 ? share : LONGEST_JITTER);
        return line != null
                ? spec.setCronExpressions(List.of(line.toString())).build()
                : spec.setIntervals(List.of(new ScheduleIntervalSpec(shortestGap(), Duration.ofMinutes(offset))))
                        .build();
    }

    /** The cron line, or such as {@code every 5 h}. */
    @Override
    public String toString() {
        return line != null ? line.toString() : "every " + hours + " h";
    }
}
