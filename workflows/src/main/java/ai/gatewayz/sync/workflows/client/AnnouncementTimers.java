package ai.gatewayz.sync.workflows.client;

import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.AnnouncedChangeWorkflow;
import ai.gatewayz.sync.workflows.SyncAttributes;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.model.AnnouncedChange;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.util.Map;

/** Durable timers for what providers announce: one workflow for each provider and instant. */
public final class AnnouncementTimers {
    private final WorkflowClient client;

    /** Timers on a server. */
    public AnnouncementTimers(WorkflowClient client) {
        this.client = client;
    }

    /** Makes sure that an instant has a timer; whether it had none. */
    public boolean start(AnnouncedChange change) {
        ProviderSyncRequest request = new ProviderSyncRequest(
                change.provider(), SyncKind.FULL, false, SyncTrigger.ANNOUNCEMENT.key(), null, false);
        String models = String.join(", ", change.models())
                + (change.total() > change.models().size() ? ", …" : "");
        try {
            client.newUntypedWorkflowStub(
                            AnnouncedChangeWorkflow.TYPE,
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId(id(change))
                                    .setTaskQueue(TaskQueues.CATALOG_SYNC)
                                    .setWorkflowTaskTimeout(TaskQueues.WORKFLOW_TASK_LIMIT)
                                    .setTypedSearchAttributes(SyncAttributes.of(request))
                                    .setStaticSummary(change.provider() + " · " + change.dueAt() + " · "
                                            + change.total() + " announced changes")
                                    .setStaticDetails("models: " + models)
                                    .setMemo(Map.of(
                                            "triggeredBy", request.triggeredBy(),
                                            "dueAt", change.dueAt(),
                                            "models", models))
                                    .build())
                    .start(change);
            return true;
        } catch (WorkflowExecutionAlreadyStarted e) {
            return false;
        }
    }

    /** Ends the timer of an instant that nobody announces anything for any more. */
    public void cancel(AnnouncedChange change) {
        try {
            client.newUntypedWorkflowStub(id(change)).cancel("the announcement was withdrawn");
        } catch (WorkflowNotFoundException e) {
            // It ended, or its server lost it.
            return;
        }
    }

    private static String id(AnnouncedChange change) {
        return WorkflowIds.announcedChange(change.provider(), change.dueAt());
    }
}
