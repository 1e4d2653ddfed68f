package ai.gatewayz.sync.workflows.activity;

import ai.gatewayz.sync.workflows.model.FetchReport;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import io.temporal.activity.ActivityInterface;

/** Calls to providers; on a task queue of its own, so that slow providers never hold database slots. */
@ActivityInterface
public interface FetchActivities {
    /** Streams a provider's list into the vault. */
    FetchReport fetch(ProviderSyncRequest request);
}
