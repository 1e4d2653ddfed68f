package ai.gatewayz.sync.workflows.model;

/** Why one provider was skipped or failed in a run. */
public record RunError(String provider, SyncError error) {}
