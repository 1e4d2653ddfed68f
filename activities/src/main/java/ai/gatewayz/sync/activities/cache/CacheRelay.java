package ai.gatewayz.sync.activities.cache;

import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the outbox to its targets: at once after a commit, where a sync waits for it for a moment only, and on a timer, which
 * delivers what failed, what another process wrote, and the epoch that a cache may have lost.
 */
public final class CacheRelay implements CatalogCache, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CacheRelay.class);
    /** Most batches of one pass: a pass must not hold its thread for ever. */
    private static final int MOST_BATCHES = 100;

    private static final Duration SYNC_WAITS = Duration.ofSeconds(3);
    private static final Duration TIMER_WAITS = Duration.ofSeconds(20);

    private final CacheOutbox outbox;
    private final List<CacheTarget> targets;
    private final SyncMetrics metrics;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "cache-relay");
        thread.setDaemon(true);
        return thread;
    });

    /** A relay; targets that are new are registered. */
    public CacheRelay(Jdbi jdbi, List<CacheTarget> targets, SyncMetrics metrics) {
        outbox = new CacheOutbox(jdbi);
        this.targets = List.copyOf(targets);
        this.metrics = metrics;
        outbox.register(targets);
    }

    @Override
    public void invalidate(InvalidateRequest request) {
        outbox.collect(!request.partOfRun());
        deliver(SYNC_WAITS);
    }

    /** What the timer does. */
    public void tick() {
        outbox.collect(false);
        deliver(TIMER_WAITS);
        outbox.expire();
        long generation = outbox.generation();
        for (CacheTarget target : targets) {
            try {
                target.assertGeneration(generation);
            } catch (TargetDownException e) {
                LOG.debug("{} does not answer: {}", target.kind(), e.getMessage());
            }
        }
    }

    private void deliver(Duration wait) {
        List<Future<?>> passes = new ArrayList<>();
        targets.forEach(target -> passes.add(threads.submit(() -> pass(target))));
        long deadline = System.nanoTime() + wait.toNanos();
        for (Future<?> pass : passes) {
            try {
                pass.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                LOG.debug("a target takes its time; the sync goes on");
            } catch (ExecutionException e) {
                LOG.error("a delivery broke", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void pass(CacheTarget target) {
        ReentrantLock lock = locks.computeIfAbsent(target.key(), key -> new ReentrantLock());
        lock.lock();
        try {
            for (int batch = 0; batch < MOST_BATCHES; batch++) {
                CacheOutbox.Delivery delivery = outbox.deliverNext(target);
                if (delivery == CacheOutbox.Delivery.NOTHING) {
                    return;
                }
                boolean delivered = delivery == CacheOutbox.Delivery.DELIVERED;
                metrics.cacheInvalidation(target.kind(), delivered ? "delivered" : "failed");
                if (!delivered) {
                    LOG.warn("{} was not told; it is tried again", target.key());
                    return;
                }
            }
        } catch (JdbiException e) {
            LOG.warn("the outbox cannot be read: {}", e.getClass().getSimpleName());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
