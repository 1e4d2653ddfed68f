package ai.gatewayz.sync.workflows.activity;

import ai.gatewayz.sync.workflows.model.FailureRecord;
import ai.gatewayz.sync.workflows.model.RunRecord;
import io.temporal.activity.ActivityInterface;

/** The run log's rows that no other step writes. */
@ActivityInterface
public interface SyncLogActivities {
    /** Records a provider's failed or cancelled sync. */
    void recordOutcome(FailureRecord record);

    /** Records a catalog sync that ended. */
    void recordRun(RunRecord record);
}
