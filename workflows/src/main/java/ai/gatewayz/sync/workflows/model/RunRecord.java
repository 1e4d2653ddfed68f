package ai.gatewayz.sync.workflows.model;

import org.jspecify.annotations.Nullable;

/**
 * A catalog sync that ended, for the run log.
 *
 * @param error why it failed as a whole, before any provider was asked; null otherwise
 */
public record RunRecord(
        CatalogSyncRequest request,
        SyncReport report,
        String status,
        long startedAtMillis,
        @Nullable SyncError error) {
    /** A run without a failure of its own. */
    public RunRecord(CatalogSyncRequest request, SyncReport report, String status, long startedAtMillis) {
        this(request, report, status, startedAtMillis, null);
    }
}
