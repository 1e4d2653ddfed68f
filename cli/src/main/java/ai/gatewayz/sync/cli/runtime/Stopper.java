package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.cli.output.CommandFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what was started, last started first. A part that hangs or fails does not keep the others from being stopped.
 * Safe to close from a signal while the start still goes on: what is added afterwards is stopped at once.
 */
public final class Stopper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stopper.class);

    private record StartedPart(String name, Duration limit, Runnable stop) {}

    private final Deque<StartedPart> parts = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean closing;

    /**
     * Adds a part that has just been started.
     *
     * @param limit how long its stop is waited for
     * @throws CommandFailure when everything is being stopped already
     */
    public void add(String name, Duration limit, Runnable stop) {
        StartedPart part = new StartedPart(name, limit, stop);
        synchronized (parts) {
            if (!closing) {
                parts.push(part);
                return;
            }
        }
        stop(part);
        throw CommandFailure.failed("stopped while starting");
    }

    /** Whether the end has begun. */
    public boolean isClosing() {
        synchronized (parts) {
            return closing;
        }
    }

    /** Waits until everything is stopped. */
    public void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }

    /** Stops everything; a second call waits for the first. */
    @Override
    public void close() {
        boolean first;
        synchronized (parts) {
            first = !closing;
            closing = true;
        }
        if (!first) {
            awaitClosed();
            return;
        }
        for (StartedPart part = next(); part != null; part = next()) {
            stop(part);
        }
        closed.countDown();
    }

    private @Nullable StartedPart next() {
        synchronized (parts) {
            return parts.poll();
        }
    }

    private static void stop(StartedPart part) {
        FutureTask<Void> task = new FutureTask<>(part.stop, null);
        Thread thread = new Thread(task, "stop-" + part.name);
        thread.setDaemon(true);
        long start = System.nanoTime();
        thread.start();
        try {
            task.get(part.limit.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("{} stopped in {} ms", part.name, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } catch (TimeoutException e) {
            LOG.warn("{} did not stop within {} s", part.name, part.limit.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("{} did not stop cleanly", part.name, e.getCause());
        } catch (InterruptedException e) {
            // The rest must be stopped all the same.
            Thread.currentThread().interrupt();
        }
    }
}
