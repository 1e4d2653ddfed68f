package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.model.ProviderProgress;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Syncs one provider: fetch, transform, upsert, invalidate. Its workflow id is the provider's mutex. */
@WorkflowInterface
public interface ProviderSyncWorkflow {
    /** The workflow type's name. */
    String TYPE = "ProviderSync";

    /** Runs the sync; a failure carries the {@link ProviderSyncResult} as its details. */
    @WorkflowMethod(name = TYPE)
    ProviderSyncResult syncProvider(ProviderSyncRequest request);

    /** Where it is. */
    @QueryMethod
    ProviderProgress getProgress();
}
