package ai.gatewayz.sync.workflows.client;

import ai.gatewayz.sync.workflows.model.SyncError;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands and, when it ended, what it brought.
 *
 * @param result null while it runs, and when it ended without one (cancelled, timed out)
 * @param error why it failed; null otherwise
 */
public record JobOutcome<R>(
        JobStatus status, @Nullable R result, @Nullable SyncError error) {}
