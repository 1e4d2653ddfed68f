package ai.gatewayz.sync.workflows.client;

/**
 * A job that runs.
 *
 * @param jobId the workflow id
 * @param runId the Temporal run id
 * @param alreadyRunning whether it was there before the call
 */
public record StartedJob(String jobId, String runId, boolean alreadyRunning) {}
