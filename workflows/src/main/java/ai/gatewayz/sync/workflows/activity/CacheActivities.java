package ai.gatewayz.sync.workflows.activity;

import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import io.temporal.activity.ActivityInterface;

/** Telling caches that a commit made them stale. */
@ActivityInterface
public interface CacheActivities {
    /** Invalidates after a commit. */
    void invalidateCache(InvalidateRequest request);
}
