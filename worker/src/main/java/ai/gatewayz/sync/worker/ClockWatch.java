package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this machine's clock with the database's. Rows and their order do not depend on ours, but signatures, schedules and
 * what people read in logs do.
 */
final class ClockWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private final Supplier<Instant> database;
    private final InstantSource clock;
    private final SyncMetrics metrics;
    private boolean isWrong;

    ClockWatch(Supplier<Instant> database, InstantSource clock, SyncMetrics metrics) {
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Looks once; says so when the clocks begin or cease to differ by more than five minutes. */
    void tick() {
        Instant before = clock.instant();
        Instant there = database.get();
        Duration asking = Duration.between(before, clock.instant());
        Duration ahead = Duration.between(there, before.plus(asking.dividedBy(2)));
        metrics.clockSkew(ahead);
        boolean wrong = ahead.abs().compareTo(TOLERATED) > 0;
        if (wrong && !isWrong) {
            LOG.warn(
                    "the clock here is {} s {} the database's; set both by NTP",
                    ahead.abs().toSeconds(),
                    ahead.isNegative() ? "behind" : "ahead of");
        } else if (!wrong && isWrong) {
            LOG.info("the clocks here and at the database agree again");
        }
        isWrong = wrong;
    }
}
