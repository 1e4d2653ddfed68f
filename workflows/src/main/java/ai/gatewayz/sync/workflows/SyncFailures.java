package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.model.SyncError;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Locale;

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
            return new SyncError(code(application.getType()), application.getOriginalMessage());
        }
        if (cause instanceof TimeoutFailure timeout) {
            return new SyncError("timeout", "timed out: " + timeout.getTimeoutType());
        }
        if (cause instanceof CanceledFailure) {
            return new SyncError("cancelled", "cancelled by an operator");
        }
        return new SyncError("failed", cause.getClass().getSimpleName());
    }

    /** {@code ProviderAuthFailed} becomes {@code provider_auth_failed}. */
    static String code(String type) {
        return type.equals(FailureTypes.PROVIDER_NOT_CONFIGURED)
                ? "not_configured"
                : type.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
