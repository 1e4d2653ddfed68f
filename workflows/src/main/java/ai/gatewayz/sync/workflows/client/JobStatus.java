package ai.gatewayz.sync.workflows.client;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.Locale;

/** How a job stands. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    COMPLETED,
    /** Some providers failed. */
    PARTIAL,
    FAILED,
    CANCELLED,
    TIMED_OUT;

    /** The lower-case name used in JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more will happen. */
    public boolean isEnd() {
        return this != QUEUED && this != RUNNING;
    }

    /** The status of a workflow execution; a completed one may still be partial. */
    public static JobStatus of(WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> COMPLETED;
            case WORKFLOW_EXECUTION_STATUS_CANCELED, WORKFLOW_EXECUTION_STATUS_TERMINATED -> CANCELLED;
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> TIMED_OUT;
            case WORKFLOW_EXECUTION_STATUS_FAILED -> FAILED;
            default -> RUNNING;
        };
    }
}
