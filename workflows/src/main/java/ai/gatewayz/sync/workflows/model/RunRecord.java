package ai.gatewayz.sync.workflows.model;

/** A catalog sync that ended, for the run log. */
public record RunRecord(CatalogSyncRequest request, SyncReport report, String status, long startedAtMillis) {}
