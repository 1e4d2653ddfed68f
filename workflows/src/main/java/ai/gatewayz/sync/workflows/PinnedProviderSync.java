package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.model.ProviderProgress;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import io.temporal.common.VersioningBehavior;
import io.temporal.workflow.WorkflowVersioningBehavior;

/**
 * A provider's sync that ends on the build of the workers that it began on. Only for workers that tell their build: a server
 * refuses the word of any other, again and again, and the run would never go on.
 */
public final class PinnedProviderSync implements ProviderSyncWorkflow {
    private final ProviderSyncWorkflow sync = new ProviderSyncWorkflowImpl();

    @Override
    @WorkflowVersioningBehavior(VersioningBehavior.PINNED)
    public ProviderSyncResult syncProvider(ProviderSyncRequest request) {
        return sync.syncProvider(request);
    }

    @Override
    public ProviderProgress getProgress() {
        return sync.getProgress();
    }
}
