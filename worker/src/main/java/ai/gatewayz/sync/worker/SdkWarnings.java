package ai.gatewayz.sync.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * Tells in one line what Temporal's SDK warns of with pages of stack trace when the server is away or the machine is busy: it
 * goes on by itself. The trace is there at DEBUG. A warning of anything else is left as it is, since it may be a bug.
 */
public final class SdkWarnings extends TurboFilter {
    private static final String SDK = "io.temporal.";
    /** The SDK's own exception for a workflow's thread that got no processor for a second; it is internal. */
    private static final String BUSY = "PotentialDeadlockException";

    private static final int MOST_CHARACTERS = 300;

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        if (level != Level.WARN || format == null || !logger.getName().startsWith(SDK)) {
            return FilterReply.NEUTRAL;
        }
        Throwable told = thrown == null ? MessageFormatter.getThrowableCandidate(arguments) : thrown;
        Throwable cause = told == null ? null : root(told);
        if (cause == null || !isWaitedOut(cause)) {
            return FilterReply.NEUTRAL;
        }
        Logger ours = logger.getLoggerContext().getLogger("ai.gatewayz.sync.temporal");
        String message = MessageFormatter.arrayFormat(format, arguments).getMessage();
        ours.warn("{}: {}", message, firstLine(cause));
        ours.debug("{}", message, told);
        return FilterReply.DENY;
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        // No chain is that long unless it is a circle.
        for (int depth = 0; depth < 20 && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean isWaitedOut(Throwable cause) {
        return cause instanceof StatusRuntimeException
                || cause instanceof TimeoutException
                || cause.getClass().getSimpleName().equals(BUSY);
    }

    private static String firstLine(Throwable cause) {
        String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return cause.getClass().getSimpleName() + ": "
                + (line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) : line);
    }
}
