package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.activities.cache.CacheRelay;
import ai.gatewayz.sync.activities.cache.CatalogCache;
import ai.gatewayz.sync.activities.subscription.SubscriptionRelay;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of commits outside of our processes.
 *
 * @param caches null without any
 * @param subscribers null without a key for their secrets
 */
record Relays(@Nullable CacheRelay caches, @Nullable SubscriptionRelay subscribers) implements AutoCloseable {
    /** Those that a sync tells, {@code first} before them. */
    List<CatalogCache> after(CatalogCache first) {
        List<CatalogCache> all = new ArrayList<>(List.of(first));
        if (caches != null) {
            all.add(caches);
        }
        if (subscribers != null) {
            all.add(subscribers);
        }
        return all;
    }

    /** What they do when no sync runs. */
    List<PeriodicTasks.Task> tasks() {
        List<PeriodicTasks.Task> tasks = new ArrayList<>();
        if (caches != null) {
            tasks.add(new PeriodicTasks.Task("telling caches", caches::tick));
        }
        if (subscribers != null) {
            tasks.add(new PeriodicTasks.Task("telling subscribers", subscribers::tick));
        }
        return tasks;
    }

    @Override
    public void close() {
        if (caches != null) {
            caches.close();
        }
        if (subscribers != null) {
            subscribers.close();
        }
    }
}
