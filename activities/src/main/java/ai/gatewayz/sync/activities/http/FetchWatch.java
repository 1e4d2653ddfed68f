package ai.gatewayz.sync.activities.http;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * Watches one fetch from a thread of its own, because the fetching thread may hang in a read: tells the listener how
 * far it is and measures the pace. When either throws, the call is cancelled and the exception waits for the fetching
 * thread. Thread-safe.
 */
final class FetchWatch implements AutoCloseable {
    private static final long TICK_MILLIS = 500;

    /** What the server owes us now. */
    private enum Awaiting {
        NOTHING,
        HEADERS,
        BODY
    }

    private final FetchListener listener;
    private final TransferLimits limits;
    private final Duration readTimeout;
    private final ScheduledExecutorService thread;
    private final Future<?> ticks;
    private final Thread fetching = Thread.currentThread();

    private @Nullable Call call;
    private @Nullable PageCall page;
    private Awaiting awaiting = Awaiting.NOTHING;
    private long sinceNanos;
    private long receivedSince;
    private boolean stopped;
    private int pages;
    private long decodedBytes;

    FetchWatch(String name, FetchSettings settings, FetchListener listener) {
        this.listener = listener;
        this.limits = settings.limits();
        this.readTimeout = settings.readTimeout();
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread created = new Thread(work, "fetch-watch-" + name);
            created.setDaemon(true);
            return created;
        });
        this.ticks = thread.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A page is about to be called. */
    synchronized void begin(PageCall started, Call made) {
        page = started;
        call = made;
        if (stopped) {
            made.cancel();
        }
    }

    /** The connection stands and the request goes out. */
    synchronized void sent() {
        await(Awaiting.HEADERS);
    }

    /** The headers are here. */
    synchronized void answered() {
        await(Awaiting.BODY);
    }

    /** Bytes came over the wire. */
    synchronized void received(long bytes) {
        receivedSince += bytes;
    }

    /** Bytes came out of decompression. */
    synchronized void decoded(long bytes) {
        decodedBytes += bytes;
    }

    /** The page is complete. */
    synchronized void pageRead() {
        pages++;
        await(Awaiting.NOTHING);
    }

    /** Throws what ended the fetch from the watching thread, if anything did. */
    void throwIfStopped() {
        synchronized (this) {
            if (!stopped) {
                return;
            }
        }
        // The tick that stopped the fetch is about to end, so an interrupt may wait for it.
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    ticks.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                fetching.interrupt();
            }
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException thrown ? thrown : new IllegalStateException(cause);
    }

    /** Ends the ticks without interrupting a listener that is at work. */
    @Override
    public void close() {
        ticks.cancel(false);
        thread.shutdown();
    }

    private void tick() {
        boolean fine = false;
        try {
            checkPace();
            tell();
            fine = true;
        } finally {
            if (!fine) {
                stop();
            }
        }
    }

    private void tell() {
        int pagesNow;
        long bytesNow;
        synchronized (this) {
            pagesNow = pages;
            bytesNow = decodedBytes;
        }
        // Outside the lock: a listener may take its time, and the transfer must not wait for it.
        listener.progress(pagesNow, bytesNow);
    }

    private synchronized void stop() {
        stopped = true;
        if (call != null) {
            call.cancel();
        }
    }

    private void await(Awaiting next) {
        awaiting = next;
        sinceNanos = System.nanoTime();
        receivedSince = 0;
    }

    private synchronized void checkPace() {
        Duration waited = Duration.ofNanos(System.nanoTime() - sinceNanos);
        if (page == null || awaiting == Awaiting.NOTHING) {
            return;
        }
        if (fetching.isInterrupted()) {
            // A thread that is blocked in a socket's read does not notice by itself.
            throw page.failure(Kind.UNAVAILABLE, "interrupted while waiting for the provider");
        }
        if (awaiting == Awaiting.HEADERS && waited.compareTo(readTimeout) > 0) {
            throw page.failure(Kind.TIMEOUT, "no complete answer headers within " + readTimeout.toMillis() + " ms");
        }
        if (awaiting == Awaiting.BODY && waited.compareTo(limits.rateWindow()) >= 0) {
            if (receivedSince * 1000 < limits.minBytesPerSecond() * waited.toMillis()) {
                throw page.failure(
                        Kind.TOO_SLOW,
                        receivedSince + " bytes in " + waited.toMillis() + " ms, less than "
                                + limits.minBytesPerSecond() + " per second");
            }
            await(Awaiting.BODY);
        }
    }
}
