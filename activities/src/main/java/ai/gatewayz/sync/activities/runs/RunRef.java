package ai.gatewayz.sync.activities.runs;

import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;

/** A provider's run in Temporal. */
public record RunRef(String workflowId, String runId, String provider) {
    /** The workflow id that the API calls the job: of the catalog sync that it is part of, or its own. */
    public String jobOf(ProviderSyncRequest sync) {
        String parent = sync.jobId();
        return parent == null ? workflowId : parent;
    }
}
