package ai.gatewayz.sync.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.temporal.failure.TemporalFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Leaves out what Temporal's SDK logs, with a stack trace, of failures that this product makes itself: its own log has one line
 * of each. A failure that is a bug is none of them and is logged.
 */
public final class ExpectedFailures extends TurboFilter {
    private static final String SDK = "io.temporal.";

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        return logger.getName().startsWith(SDK) && isExpected(thrown == null ? last(arguments) : thrown)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    /** Where a throwable stands that belongs to no place in the format. */
    private static @Nullable Object last(@Nullable Object @Nullable [] arguments) {
        return arguments == null || arguments.length == 0 ? null : arguments[arguments.length - 1];
    }

    /** A proxy of an activity that throws something wraps it. */
    private static boolean isExpected(@Nullable Object thrown) {
        return thrown instanceof TemporalFailure
                || (thrown instanceof Throwable wrapper && wrapper.getCause() instanceof TemporalFailure);
    }
}
