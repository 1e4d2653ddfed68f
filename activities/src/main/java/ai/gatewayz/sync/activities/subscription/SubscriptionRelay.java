package ai.gatewayz.sync.activities.subscription;

import ai.gatewayz.sync.activities.cache.CatalogCache;
import ai.gatewayz.sync.activities.http.NotificationClient;
import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import ai.gatewayz.sync.workflows.client.SubscriptionKey;
import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells subscribers of the change feed, at once after a commit and on a timer, and never waits for them: each has a thread of
 * its own while it is told, and the API lets there be 64 of them at most. What was told stands in the database, so that
 * workers that die, or are several, lose nothing and tell nothing out of order.
 */
public final class SubscriptionRelay implements CatalogCache, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionRelay.class);

    private final SubscriptionKey key;
    private final DeliveryDao rows;
    private final SubscriptionDelivery delivery;
    private final InstantSource clock;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "subscription-relay");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A relay.
     *
     * @param clock the database's, which all workers share
     */
    public SubscriptionRelay(
            Jdbi jdbi, SubscriptionKey key, NotificationClient http, SyncMetrics metrics, InstantSource clock) {
        this.key = key;
        rows = jdbi.onDemand(DeliveryDao.class);
        delivery = new SubscriptionDelivery(rows, new Messages(key, http, clock), metrics, clock);
        this.clock = clock;
    }

    @Override
    public void invalidate(InvalidateRequest request) {
        tick();
    }

    /** Begins to tell everybody for whom there is something, with all secrets under the present key. */
    public void tick() {
        if (key.isChanging()) {
            sealAgain();
        }
        for (String id : rows.due(clock.instant())) {
            if (busy.add(id)) {
                threads.execute(() -> tell(id));
            }
        }
    }

    private void sealAgain() {
        for (DeliveryDao.Sealed row : rows.sealed()) {
            byte[] again = key.sealAgain(row.id(), row.sealed()).orElse(null);
            if (again != null && rows.sealAgain(row.id(), row.sealed(), again) > 0) {
                LOG.info("{} is encrypted by the new {} now", row.id(), SubscriptionKey.VARIABLE);
            }
        }
    }

    private void tell(String id) {
        try {
            delivery.run(id);
        } catch (JdbiException e) {
            LOG.warn("{} cannot be told now: {}", id, e.getClass().getSimpleName());
        } finally {
            busy.remove(id);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
