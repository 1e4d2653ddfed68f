package ai.gatewayz.sync.activities.runs;

/** A provider's run in Temporal. */
public record RunRef(String workflowId, String runId, String provider) {}
