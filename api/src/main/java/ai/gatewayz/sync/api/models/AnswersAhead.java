package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.api.error.ApiException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the models that became others after the catalog has moved, and makes what was asked for lately again, so that the first
 * who asks does not wait. While one provider after the other moves it, a quarter of one thread's time goes into that at most.
 */
final class AnswersAhead implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswersAhead.class);
    /** The providers of one sync are through one right behind the other. */
    private static final Duration QUIET = Duration.ofMillis(300);

    private static final int MOST_READINGS = 5;
    private static final int REST = 3;

    private final ModelQueries models;
    private final RenderedCache cache;
    private final AtomicLong moves = new AtomicLong();
    /** One that works and one that waits for it: whoever comes in between is served by the latter. */
    private final ExecutorService thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), AnswersAhead::thread, new DiscardPolicy());

    /** For a cache. */
    AnswersAhead(ModelQueries models, RenderedCache cache) {
        this.models = models;
        this.cache = cache;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "catalog-ahead");
        thread.setDaemon(true);
        return thread;
    }

    /** Tells that the catalog has another version. */
    void moved() {
        moves.incrementAndGet();
        thread.execute(this::follow);
    }

    private void follow() {
        try {
            long worked = readUntilQuiet();
            worked += nanosOf(() -> cache.makeAhead(() -> models.version().tag()));
            TimeUnit.NANOSECONDS.sleep(REST * worked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Models of one provider are read while those of the next one are on their way, so that little is left for a reader.
     *
     * @return nanoseconds of the work behind which no rest was taken yet
     */
    private long readUntilQuiet() throws InterruptedException {
        for (int i = 1; ; i++) {
            long before = moves.get();
            long worked = nanosOf(() -> LOG.debug(
                    "lists of generation {} are ready", models.keepUp().generation()));
            TimeUnit.NANOSECONDS.sleep(QUIET.toNanos());
            if (moves.get() == before || i == MOST_READINGS) {
                return worked;
            }
            TimeUnit.NANOSECONDS.sleep(REST * worked - QUIET.toNanos());
        }
    }

    private static long nanosOf(Runnable work) {
        long begin = System.nanoTime();
        try {
            work.run();
        } catch (JdbiException | ApiException e) {
            LOG.debug("answers are not made ahead now: {}", e.toString());
        }
        return System.nanoTime() - begin;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
