package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.workflows.FailureTypes;
import ai.gatewayz.sync.workflows.model.SyncError;
import com.google.protobuf.Timestamp;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The present try of a step, as Temporal tells it.
 *
 * @param maxAttempts null without a limit
 * @param nextAttemptAt when the next one begins; null while one runs
 * @param error why the last one failed; null when none has
 */
record StepTry(
        int attempt,
        @Nullable Integer maxAttempts,
        @Nullable Instant nextAttemptAt,
        @Nullable SyncError error) {
    /** Of what a run waits for; of several the one that has been tried most. */
    static Optional<StepTry> of(List<PendingActivityInfo> pending) {
        return pending.stream()
                .max(Comparator.comparingInt(PendingActivityInfo::getAttempt))
                .map(StepTry::of);
    }

    private static StepTry of(PendingActivityInfo step) {
        boolean waits = step.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED
                && step.getAttempt() > 1
                && step.hasScheduledTime();
        return new StepTry(
                step.getAttempt(),
                step.getMaximumAttempts() > 0 ? step.getMaximumAttempts() : null,
                waits ? instant(step.getScheduledTime()) : null,
                step.hasLastFailure() ? error(step.getLastFailure()) : null);
    }

    private static SyncError error(Failure failure) {
        String type = failure.getApplicationFailureInfo().getType();
        return new SyncError(type.isEmpty() ? "failed" : FailureTypes.code(type), failure.getMessage());
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
