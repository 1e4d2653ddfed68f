package ai.gatewayz.sync.api.syncs;

import org.jspecify.annotations.Nullable;

/** What a sync that ended brought. */
record SyncResponse(
        boolean success,
        String status,
        String message,
        Object details,
        @Nullable String jobId,
        @Nullable String runId) {}
