package ai.gatewayz.sync.activities.provider;

import java.time.Duration;
import java.util.List;

/**
 * How long to wait between two looks at a provider's list, after what earlier looks found. Twice as often as it changed in the
 * time looked back on, with half a change added, so that a list which never changed is left alone for as long as it is known
 * to have stood still.
 *
 * @param floor never more often than this
 * @param ceiling never less often than this
 */
public record AdaptiveCadence(Duration floor, Duration ceiling) {
    /** Runs that are looked back on. */
    public static final int RUNS = 20;

    /** With fewer runs than this nothing is known yet. */
    static final int FEWEST_RUNS = 5;

    /** A cadence within bounds. */
    public AdaptiveCadence {
        if (floor.isZero() || floor.isNegative() || ceiling.compareTo(floor) < 0) {
            throw new IllegalArgumentException("0 < floor <= ceiling, but they are " + floor + " and " + ceiling);
        }
    }

    /**
     * One earlier run that succeeded.
     *
     * @param age how long ago it started
     * @param changed whether it found anything new
     */
    public record Look(Duration age, boolean changed) {}

    /**
     * The next interval.
     *
     * @param looks the last {@link #RUNS} of them or fewer, newest first
     */
    public Duration next(List<Look> looks) {
        if (looks.size() < FEWEST_RUNS) {
            return floor;
        }
        // The oldest only marks where the span begins: what it found had changed before.
        List<Look> inside = looks.subList(0, looks.size() - 1);
        Duration span = looks.get(looks.size() - 1).age().minus(looks.get(0).age());
        long changes = inside.stream().filter(Look::changed).count();
        Duration wanted = span.dividedBy(2 * changes + 1);
        return wanted.compareTo(floor) < 0 ? floor : wanted.compareTo(ceiling) > 0 ? ceiling : wanted;
    }

    /** Whether it is time for the next look; a tenth of the floor early is in time, as schedules jitter. */
    public boolean isDue(List<Look> looks) {
        return looks.isEmpty() || looks.get(0).age().plus(floor.dividedBy(10)).compareTo(next(looks)) >= 0;
    }
}
