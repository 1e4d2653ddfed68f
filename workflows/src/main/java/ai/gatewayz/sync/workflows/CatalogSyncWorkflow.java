package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncProgress;
import ai.gatewayz.sync.workflows.model.SyncReport;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Syncs many providers: one child workflow each, so many at a time; one provider's failure never fails the rest. */
@WorkflowInterface
public interface CatalogSyncWorkflow {
    /** The workflow type's name. */
    String TYPE = "CatalogSync";

    /** Runs the sync; fails only when every provider failed. */
    @WorkflowMethod(name = TYPE)
    SyncReport syncCatalog(CatalogSyncRequest request);

    /** Where it is. */
    @QueryMethod
    SyncProgress getProgress();
}
