package ai.gatewayz.sync.activities;

import ai.gatewayz.sync.activities.cache.CatalogCache;
import ai.gatewayz.sync.workflows.activity.CacheActivities;
import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import java.util.List;

/** Passes an invalidation to every cache. */
public final class CacheActivitiesImpl implements CacheActivities {
    private final List<CatalogCache> caches;

    /** Activities over the caches that are configured. */
    public CacheActivitiesImpl(List<CatalogCache> caches) {
        this.caches = List.copyOf(caches);
    }

    @Override
    public void invalidateCache(InvalidateRequest request) {
        for (CatalogCache cache : caches) {
            ActivityFailures.database(() -> {
                cache.invalidate(request);
                return cache;
            });
        }
    }
}
