package ai.gatewayz.sync.api.feed;

import ai.gatewayz.sync.api.http.EventStreams;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the feed, for all who follow it: asked for once and not by each of them, and what many of them want next is read
 * and written out once.
 */
final class FeedTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedTail.class);
    private static final long POLL_MILLIS = 200;
    private static final int MOST_KEPT = 64;

    private final EventStreams streams;
    private final LongSupplier newestEvent;
    private final Cache<Question, Next> answers =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "api-feed-tail");
        made.setDaemon(true);
        return made;
    });
    private volatile long newest = Long.MAX_VALUE;

    /** What follows a position when the feed ends at some number. */
    private record Question(long position, long newest, Object wanted) {}

    /**
     * The next events in the wire's form.
     *
     * @param end the position behind them
     */
    record Next(String events, long end) {}

    FeedTail(EventStreams streams, LongSupplier newestEvent) {
        this.streams = streams;
        this.newestEvent = newestEvent;
    }

    /** Follows the feed until it is closed; asks nothing while nobody reads. */
    void start() {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(this::look, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!streams.isRead()) {
            // Nobody may take an old number for the end.
            newest = Long.MAX_VALUE;
            return;
        }
        try {
            long end = newestEvent.getAsLong();
            if (end != newest) {
                newest = end;
                streams.wake();
            }
        } catch (JdbiException e) {
            LOG.debug("the end of the feed is not known: {}", e.toString());
            newest = Long.MAX_VALUE;
        }
    }

    /**
     * What follows a position.
     *
     * @param wanted equal for those who want the same
     */
    Next next(long position, Object wanted, Supplier<Next> read) {
        long end = newest;
        if (end <= position) {
            return new Next("", position);
        }
        // Without a known end nothing is kept: it could be old.
        return end == Long.MAX_VALUE
                ? read.get()
                : answers.get(new Question(position, end, wanted), unused -> read.get());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
