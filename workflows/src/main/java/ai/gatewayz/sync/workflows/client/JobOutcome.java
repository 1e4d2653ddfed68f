package ai.gatewayz.sync.workflows.client;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.workflows.model.SyncError;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands and, when it ended, what it brought.
 *
 * @param result null while it runs, and when it ended without one (cancelled, timed out)
 * @param error why it failed; null otherwise
 */
public record JobOutcome<R>(
        JobStatus status, @Nullable R result, @Nullable SyncError error) {
    /** The same with what a change makes of the result, if there is one. */
    public JobOutcome<R> map(UnaryOperator<R> change) {
        return result == null ? this : new JobOutcome<>(status, change.apply(result), error);
    }

    /** The status of a workflow execution; a completed one may still be partial. */
    public static JobStatus statusOf(WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> JobStatus.COMPLETED;
            case WORKFLOW_EXECUTION_STATUS_CANCELED, WORKFLOW_EXECUTION_STATUS_TERMINATED -> JobStatus.CANCELLED;
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> JobStatus.TIMED_OUT;
            case WORKFLOW_EXECUTION_STATUS_FAILED -> JobStatus.FAILED;
            default -> JobStatus.RUNNING;
        };
    }
}
