package ai.gatewayz.sync.api.http;

import ai.gatewayz.sync.api.error.ApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.server.ChunkedOutput;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events to a bounded number of readers. Each reader has a thread of its own, so that a slow one delays nobody,
 * and is let go after a while: browsers come back by themselves with the number of the last event.
 */
public final class EventStreams implements AutoCloseable, LifeCycle.Listener {
    /** The media type. */
    public static final String TYPE = "text/event-stream";

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int MOST_READERS = 600;
    /** Of the stack of a reader's thread, which does little. */
    private static final long STACK_BYTES = 256 * 1024;

    private static final int MOST_OF_ONE_ADDRESS = 16;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    /** Pauses after which a comment is sent, below the time after which silent connections are closed. */
    private static final int SILENT_PAUSES = 4;

    private final Map<String, Integer> readers = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean closed;
    private long wakes;
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, MOST_READERS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(null, task, "api-event-stream", STACK_BYTES);
                thread.setDaemon(true);
                return thread;
            });

    /** Where events come from; asked again and again by one thread. */
    public interface EventSource {
        /** The next events in the wire's form; empty text when there is nothing new, null at the end. */
        @org.jspecify.annotations.Nullable
        String next();
    }

    /** One event in the wire's form. */
    public static String event(long id, String type, String json) {
        return "id: " + id + "\nevent: " + type + "\ndata: " + json + "\n\n";
    }

    /** Starts a stream to an address, or answers 503 when it, or everybody together, has too many. */
    public ChunkedOutput<byte[]> open(String address, EventSource source) {
        if (readers.merge(address, 1, Integer::sum) > MOST_OF_ONE_ADDRESS) {
            left(address);
            throw ApiException.unavailable(
                    "too many event streams are open from this address; read the JSON pages instead");
        }
        ChunkedOutput<byte[]> out = new ChunkedOutput<>(byte[].class);
        try {
            threads.execute(() -> {
                try {
                    serve(source, out);
                } finally {
                    left(address);
                }
            });
        } catch (RejectedExecutionException e) {
            left(address);
            throw ApiException.unavailable("too many event streams are open; read the JSON pages instead");
        }
        return out;
    }

    /** Whether anybody reads. */
    public boolean isRead() {
        return !readers.isEmpty();
    }

    /** Lets every reader ask its source at once, instead of after a second. */
    public void wake() {
        lock.lock();
        try {
            wakes++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long wakes() {
        lock.lock();
        try {
            return wakes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next call of {@link #wake} since {@code seen}, at most for a while; whether everything ends. */
    private boolean isClosedAfterPause(long seen) throws InterruptedException {
        lock.lock();
        try {
            long left = PAUSE.toNanos();
            while (!closed && wakes == seen && left > 0) {
                left = news.awaitNanos(left);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void left(String address) {
        readers.computeIfPresent(address, (name, count) -> count > 1 ? count - 1 : null);
    }

    private void serve(EventSource source, ChunkedOutput<byte[]> out) {
        try (out) {
            send(out, "retry: 1000\n\n");
            long end = System.nanoTime() + LONGEST.toNanos();
            int silent = 0;
            while (System.nanoTime() < end) {
                long seen = wakes();
                String events = source.next();
                if (events == null) {
                    return;
                }
                silent = events.isEmpty() ? silent + 1 : 0;
                if (!events.isEmpty()) {
                    send(out, events);
                } else if (silent >= SILENT_PAUSES) {
                    send(out, ": still here\n\n");
                    silent = 0;
                }
                if (isClosedAfterPause(seen)) {
                    return;
                }
            }
        } catch (IOException e) {
            LOG.debug("a reader of events went away: {}", e.toString());
        } catch (JdbiException e) {
            LOG.warn("an event stream ends because the database does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(ChunkedOutput<byte[]> out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The server waits for requests that go on: those that follow events would go on until it gives up. */
    @Override
    public void lifeCycleStopping(LifeCycle server) {
        close();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
        threads.shutdown();
    }
}
