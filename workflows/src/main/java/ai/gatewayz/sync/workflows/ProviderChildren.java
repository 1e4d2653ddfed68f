package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts one child per provider and turns every way in which it can end into a result. */
final class ProviderChildren {
    /** Above the sum of a provider's ordinary steps and their back-offs. */
    private static final Duration RUN_TIMEOUT = Duration.ofMinutes(45);

    private final CatalogSyncRequest request;
    private final boolean named;
    private final String jobId = Workflow.getInfo().getWorkflowId();

    ProviderChildren(CatalogSyncRequest request, boolean named) {
        this.request = request;
        this.named = named;
    }

    /** A result in any case; only cancellation of the parent is thrown. */
    Promise<ProviderSyncResult> start(String slug) {
        ProviderSyncRequest childRequest =
                new ProviderSyncRequest(slug, request.kind(), request.dryRun(), request.triggeredBy(), jobId, named);
        ProviderSyncWorkflow child = Workflow.newChildWorkflowStub(
                ProviderSyncWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(WorkflowIds.providerSync(slug, request.dryRun()))
                        .setWorkflowRunTimeout(RUN_TIMEOUT)
                        .setWorkflowTaskTimeout(TaskQueues.WORKFLOW_TASK_LIMIT)
                        // A parent that is terminated takes its children with it, but lets them record their end.
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .setStaticSummary(slug + " · " + request.kind() + (request.dryRun() ? " · dry run" : ""))
                        .setStaticDetails("part of `" + jobId + "`")
                        .setMemo(Map.of("triggeredBy", request.triggeredBy()))
                        .setTypedSearchAttributes(SyncAttributes.of(childRequest))
                        .build());
        return Async.function(child::syncProvider, childRequest).handle((result, failure) -> {
            if (failure == null) {
                return result;
            }
            if (failure instanceof ChildWorkflowFailure childFailure) {
                return ended(slug, childFailure);
            }
            throw failure;
        });
    }

    /** Of a provider that the run was to ask and did not come to. */
    ProviderSyncResult notAsked(String slug) {
        return result(
                slug, RunOutcome.CANCELLED, new SyncError("cancelled", "the job was cancelled before it was asked"));
    }

    private ProviderSyncResult ended(String slug, ChildWorkflowFailure failure) {
        if (failure.getCause() instanceof WorkflowExecutionAlreadyStarted) {
            return result(
                    slug,
                    RunOutcome.SKIPPED,
                    new SyncError("already_running", "another sync of " + slug + " is running"));
        }
        if (failure.getCause() instanceof ApplicationFailure application
                && application.getType().equals(FailureTypes.PROVIDER_SYNC_FAILED)) {
            return application.getDetails().get(ProviderSyncResult.class);
        }
        return result(slug, RunOutcome.FAILED, SyncFailures.describe(failure));
    }

    private ProviderSyncResult result(String slug, RunOutcome status, SyncError error) {
        return new ProviderSyncResult(
                slug,
                status,
                request.dryRun(),
                SyncCounts.NONE,
                new TreeMap<>(),
                error,
                new StepTimes(0, 0, 0, 0),
                0,
                0,
                List.of());
    }
}
