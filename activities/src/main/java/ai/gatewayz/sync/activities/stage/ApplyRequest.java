package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.activities.runs.RunRef;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.TransformReport;

/**
 * What is to be applied to one provider's offerings.
 *
 * @param fetchMillis time of the fetch, for the run log
 */
public record ApplyRequest(
        long providerId,
        ProviderSyncRequest sync,
        RunRef run,
        SnapshotRef snapshot,
        TransformReport transform,
        long fence,
        int transformerVersion,
        long fetchMillis,
        long startedAtMillis) {
    /** The workflow id that the API calls the job. */
    public String jobId() {
        String parent = sync.jobId();
        return parent == null ? run.workflowId() : parent;
    }

    /** Whether nothing but prices of stored models may change. */
    boolean isPricesOnly() {
        return sync.kind() == SyncKind.PRICES;
    }
}
