package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.model.SyncError;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;

/** What a failure means to an operator. */
final class SyncFailures {
    private SyncFailures() {}

    /** Whether the cause of an activity's failure has a type. */
    static boolean isType(TemporalFailure failure, String type) {
        return failure.getCause() instanceof ApplicationFailure cause
                && cause.getType().equals(type);
    }

    /** The machine word and sentence of a failure. */
    static SyncError describe(TemporalFailure failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof ApplicationFailure application) {
            return new SyncError(FailureTypes.code(application.getType()), application.getOriginalMessage());
        }
        if (cause instanceof TimeoutFailure timeout) {
            return new SyncError(FailureTypes.TIMEOUT_CODE, "timed out: " + timeout.getTimeoutType());
        }
        if (cause instanceof CanceledFailure) {
            return new SyncError(FailureTypes.CANCELLED_CODE, "cancelled by an operator");
        }
        return new SyncError(FailureTypes.OTHER_CODE, cause.getClass().getSimpleName());
    }
}
