package ai.gatewayz.sync.catalog.guard;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Spares a provider that fails again and again, and us the time: after five failures in a row it is asked once per back-off
 * window, without repetitions, until it answers. The window begins at a quarter of an hour and doubles up to six hours.
 */
public final class CircuitBreaker {
    /** Failures in a row after which it opens. */
    public static final int FAILURES = 5;

    private static final Duration FIRST_WINDOW = Duration.ofMinutes(15);
    private static final Duration LONGEST_WINDOW = Duration.ofHours(6);
    /** Beyond this the window has its full length. */
    private static final int MOST_DOUBLINGS = 5;

    private CircuitBreaker() {}

    /** What an automatic sync may do. */
    public enum State {
        /** Everything. */
        CLOSED,
        /** Ask once. */
        PROBE,
        /** Nothing before the window is over. */
        OPEN
    }

    /** The state after so many failures in a row, the last of them then. */
    public static State after(int failures, @Nullable Instant lastFailure, Instant now) {
        if (failures < FAILURES || lastFailure == null) {
            return State.CLOSED;
        }
        return now.isBefore(lastFailure.plus(window(failures))) ? State.OPEN : State.PROBE;
    }

    /** How long a provider is left alone after so many failures in a row. */
    public static Duration window(int failures) {
        int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, failures - FAILURES));
        Duration window = FIRST_WINDOW.multipliedBy(1L << doublings);
        return window.compareTo(LONGEST_WINDOW) > 0 ? LONGEST_WINDOW : window;
    }
}
