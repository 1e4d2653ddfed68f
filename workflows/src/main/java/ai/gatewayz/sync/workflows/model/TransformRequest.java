package ai.gatewayz.sync.workflows.model;

/** Which body to compare with the catalog. */
public record TransformRequest(ProviderSyncRequest sync, SnapshotRef snapshot, long fence) {}
