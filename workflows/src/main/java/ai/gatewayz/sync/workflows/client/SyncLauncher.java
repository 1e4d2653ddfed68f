package ai.gatewayz.sync.workflows.client;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.workflows.CatalogSyncWorkflow;
import ai.gatewayz.sync.workflows.ProviderSyncWorkflow;
import ai.gatewayz.sync.workflows.SyncAttributes;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncReport;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.Priority;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts or joins syncs and waits for them. */
public final class SyncLauncher {
    /** Below six hours, the usual interval, and no divisor of it. */
    private static final Duration CATALOG_TIMEOUT = Duration.ofMinutes(320);

    private static final Duration PROVIDER_TIMEOUT = Duration.ofMinutes(45);
    /** Where workers have a backlog, what somebody waits for goes before what a schedule started, which has 3. */
    private static final Priority SOMEBODY_WAITS =
            Priority.newBuilder().setPriorityKey(1).build();

    /** Answers of a server that is busy, begins or moves the run to another part of itself. */
    private static final Set<Status.Code> TRANSIENT = Set.of(
            Status.Code.RESOURCE_EXHAUSTED,
            Status.Code.UNAVAILABLE,
            Status.Code.ABORTED,
            Status.Code.INTERNAL,
            Status.Code.UNKNOWN,
            Status.Code.DEADLINE_EXCEEDED);

    /** With the pause, a minute and the calls' own time: one that lasts longer is worth telling. */
    private static final int MOST_REFUSALS = 120;

    private static final Duration BETWEEN_WAITS = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(SyncLauncher.class);

    private final WorkflowClient client;

    /** A launcher over a client. */
    public SyncLauncher(WorkflowClient client) {
        this.client = client;
    }

    /** Starts a provider's sync, or joins the one that runs. */
    public StartedJob startProvider(ProviderSyncRequest request) {
        String id = WorkflowIds.providerSync(request.provider(), request.dryRun());
        return start(
                ProviderSyncWorkflow.TYPE,
                options(id, request.triggeredBy(), PROVIDER_TIMEOUT)
                        .setTypedSearchAttributes(SyncAttributes.of(request))
                        .setStaticSummary(request.provider() + " · " + request.kind()
                                + (request.dryRun() ? " · dry run" : "") + " · " + request.triggeredBy()),
                request);
    }

    /** Starts a catalog sync; a suffix that was used before joins or names that run instead of starting another. */
    public StartedJob startCatalog(CatalogSyncRequest request, String suffix) {
        return start(
                CatalogSyncWorkflow.TYPE,
                options(WorkflowIds.manualCatalogSync(request.kind(), suffix), request.triggeredBy(), CATALOG_TIMEOUT)
                        .setTypedSearchAttributes(SyncAttributes.of(request))
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                        .setStaticSummary(request.scope() + " · " + request.kind()
                                + (request.dryRun() ? " · dry run" : "") + " · " + request.triggeredBy()),
                request);
    }

    /** Waits for a provider's sync; empty while it still runs. */
    public Optional<JobOutcome<ProviderSyncResult>> awaitProvider(StartedJob job, Duration wait) {
        return await(job, wait, ProviderSyncResult.class);
    }

    /** Waits for a catalog sync; empty while it still runs. */
    public Optional<JobOutcome<SyncReport>> awaitCatalog(StartedJob job, Duration wait) {
        return await(job, wait, SyncReport.class).map(outcome -> {
            SyncReport report = outcome.result();
            boolean partial = report != null && report.status() == JobStatus.PARTIAL;
            return partial ? new JobOutcome<>(JobStatus.PARTIAL, report, outcome.error()) : outcome;
        });
    }

    private static WorkflowOptions.Builder options(String id, String triggeredBy, Duration timeout) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(TaskQueues.CATALOG_SYNC)
                .setWorkflowExecutionTimeout(timeout)
                .setWorkflowTaskTimeout(TaskQueues.WORKFLOW_TASK_LIMIT)
                .setPriority(SOMEBODY_WAITS)
                .setStaticDetails("triggered by " + triggeredBy)
                .setMemo(Map.of("triggeredBy", triggeredBy));
    }

    private StartedJob start(String type, WorkflowOptions.Builder options, Object request) {
        WorkflowStub stub = client.newUntypedWorkflowStub(type, options.build());
        try {
            WorkflowExecution execution = stub.start(request);
            return new StartedJob(execution.getWorkflowId(), execution.getRunId(), false);
        } catch (WorkflowExecutionAlreadyStarted e) {
            return new StartedJob(
                    e.getExecution().getWorkflowId(), e.getExecution().getRunId(), true);
        }
    }

    private <R> Optional<JobOutcome<R>> await(StartedJob job, Duration wait, Class<R> resultType) {
        WorkflowStub stub = client.newUntypedWorkflowStub(job.jobId(), Optional.of(job.runId()), Optional.empty());
        long begun = System.nanoTime();
        for (int refusals = 0; ; refusals++) {
            long left = wait.toMillis()
                    - Duration.ofNanos(System.nanoTime() - begun).toMillis();
            if (refusals > 0 && left <= 0) {
                return Optional.empty();
            }
            try {
                R result = stub.getResult(left, TimeUnit.MILLISECONDS, resultType);
                return Optional.of(new JobOutcome<>(JobStatus.COMPLETED, result, null));
            } catch (TimeoutException e) {
                return Optional.empty();
            } catch (WorkflowFailedException e) {
                return Optional.of(ended(e, resultType));
            } catch (WorkflowServiceException e) {
                if (refusals == MOST_REFUSALS || !isTransient(e)) {
                    throw e;
                }
                LOG.debug("waiting for {} once more: {}", job.jobId(), String.valueOf(e.getCause()));
                LockSupport.parkNanos(BETWEEN_WAITS.toNanos());
            }
        }
    }

    /** Whether the server only was not able to say now how a run stands. */
    private static boolean isTransient(WorkflowServiceException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return TRANSIENT.contains(status.getStatus().getCode());
            }
        }
        return false;
    }

    private static <R> JobOutcome<R> ended(WorkflowFailedException failure, Class<R> resultType) {
        Throwable cause = failure.getCause() instanceof ActivityFailure step ? step.getCause() : failure.getCause();
        if (cause instanceof ApplicationFailure application) {
            R result = application.getDetails().getSize() > 0
                    ? application.getDetails().get(resultType)
                    : null;
            return new JobOutcome<>(
                    JobStatus.FAILED, result, new SyncError(application.getType(), application.getOriginalMessage()));
        }
        if (cause instanceof TimeoutFailure) {
            return new JobOutcome<>(JobStatus.TIMED_OUT, null, new SyncError("timed_out", "the job ran out of time"));
        }
        boolean cancelled = cause instanceof CanceledFailure || cause instanceof TerminatedFailure;
        return new JobOutcome<>(
                cancelled ? JobStatus.CANCELLED : JobStatus.FAILED,
                null,
                new SyncError(cancelled ? "cancelled" : "failed", "the job was ended before it was done"));
    }
}
