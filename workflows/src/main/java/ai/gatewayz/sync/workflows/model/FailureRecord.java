package ai.gatewayz.sync.workflows.model;

/**
 * A provider's sync that failed or was cancelled, for the run log.
 *
 * @param cancelled whether somebody cancelled it
 */
public record FailureRecord(
        ProviderSyncRequest sync, ProviderSyncResult result, boolean cancelled, long startedAtMillis) {}
