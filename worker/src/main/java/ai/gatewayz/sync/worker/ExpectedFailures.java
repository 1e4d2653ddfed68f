package ai.gatewayz.sync.worker;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.temporal.failure.TemporalFailure;

/**
 * Leaves out what Temporal's SDK logs, with a stack trace, of failures that this product makes itself: its own log has one line
 * of each. A failure that is a bug is none of them and is logged.
 */
public final class ExpectedFailures extends Filter<ILoggingEvent> {
    private static final String SDK = "io.temporal.";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getLoggerName().startsWith(SDK)
                        && event.getThrowableProxy() instanceof ThrowableProxy proxy
                        && isExpected(proxy.getThrowable())
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    /** A proxy of an activity that throws something wraps it. */
    private static boolean isExpected(Throwable thrown) {
        return thrown instanceof TemporalFailure || thrown.getCause() instanceof TemporalFailure;
    }
}
