package ai.gatewayz.sync.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * Tells in one line what Temporal's SDK warns of with pages of stack trace when the server is away or the machine is busy: it
 * goes on by itself. Each of its many threads warns, so that a line stands for its kind for a while. The rest and the traces are
 * there at DEBUG. A warning of anything else is left as it is, since it may be a bug.
 */
public final class SdkWarnings extends TurboFilter {
    private static final String SDK = "io.temporal.";
    /** The SDK's own exception for a workflow's thread that got no processor for a second; it is internal. */
    private static final String BUSY = "PotentialDeadlockException";

    /** Who asked how far a workflow is has gone: nobody misses the answer. */
    private static final String LATE_QUERY = "query task not found";

    private static final int MOST_CHARACTERS = 300;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final Map<String, Long> said = new ConcurrentHashMap<>();

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
        Throwable cause = waitedOut(told);
        if (told == null || cause == null) {
            return FilterReply.NEUTRAL;
        }
        Logger ours = logger.getLoggerContext().getLogger("ai.gatewayz.sync.temporal");
        String message = MessageFormatter.arrayFormat(format, arguments).getMessage();
        String first = firstLine(cause);
        if (first.contains(LATE_QUERY) || !isNews(logger.getName() + " " + kind(cause))) {
            ours.debug("{}: {}", message, first);
        } else {
            ours.warn("{}: {}", message, first);
        }
        ours.debug("{}", message, told);
        return FilterReply.DENY;
    }

    private boolean isNews(String kind) {
        long now = System.nanoTime();
        Long last = said.get(kind);
        boolean isNews = last == null || now - last > BETWEEN_LINES.toNanos();
        if (isNews) {
            said.put(kind, now);
        }
        return isNews;
    }

    private static String kind(Throwable cause) {
        return cause instanceof StatusRuntimeException status
                ? status.getStatus().getCode().name()
                : cause.getClass().getSimpleName();
    }

    /** The cause that passes by itself; null when there is none. */
    private static @Nullable Throwable waitedOut(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        // No chain is that long unless it is a circle.
        for (int depth = 0; depth < 20 && cause != null; depth++) {
            if (isWaitedOut(cause)) {
                return cause;
            }
            cause = cause.getCause();
        }
        return null;
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
