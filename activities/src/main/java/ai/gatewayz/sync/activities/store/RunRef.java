package ai.gatewayz.sync.activities.store;

/** A provider's run in Temporal. */
public record RunRef(String workflowId, String runId, String provider) {}
