package ai.gatewayz.sync.api.ops;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a while that a read took long or was cut off. What health itself asks is a few rows in memory and answers
 * when all else has become slow.
 */
final class SlowReads implements SqlLogger {
    /** Longer than any read takes on a machine that is well. */
    static final Duration SLOW = Duration.ofSeconds(5);
    /** So long without another one it has passed. */
    static final Duration REMEMBERED = Duration.ofSeconds(10);

    /** The state of a statement that took longer than it may. */
    private static final String CUT_OFF = "57014";

    private final InstantSource clock;
    private volatile @Nullable SlowRead last;

    private record SlowRead(Instant at, String told) {}

    /** None yet. */
    SlowReads(InstantSource clock) {
        this.clock = clock;
    }

    /** Looks at each statement over these connections from now on. */
    static SlowReads of(Jdbi reads, InstantSource clock) {
        SlowReads slow = new SlowReads(clock);
        reads.setSqlLogger(slow);
        return slow;
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        note(context.getElapsedTime(ChronoUnit.MILLIS), false);
    }

    @Override
    public void logException(StatementContext context, SQLException failure) {
        note(context.getElapsedTime(ChronoUnit.MILLIS), CUT_OFF.equals(failure.getSQLState()));
    }

    /** A read that has ended. */
    void note(long millis, boolean isCutOff) {
        if (isCutOff || millis >= SLOW.toMillis()) {
            String seconds = millis / 1000 + " s";
            last = new SlowRead(
                    clock.instant(),
                    "the database is slow: a read " + (isCutOff ? "was cut off after " : "took ") + seconds);
        }
    }

    /** What is the matter; empty when there was none lately. */
    Optional<String> reason() {
        SlowRead read = last;
        return read == null || read.at().plus(REMEMBERED).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of(read.told());
    }
}
