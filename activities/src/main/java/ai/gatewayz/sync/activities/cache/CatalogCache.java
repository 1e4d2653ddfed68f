package ai.gatewayz.sync.activities.cache;

import ai.gatewayz.sync.workflows.model.InvalidateRequest;

/** A cache of catalog answers. */
public interface CatalogCache {
    /** Forgets what a commit made stale; called after it, at least once. */
    void invalidate(InvalidateRequest request);
}
