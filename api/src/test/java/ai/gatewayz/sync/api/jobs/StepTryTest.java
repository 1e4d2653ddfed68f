package ai.gatewayz.sync.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.workflows.FailureTypes;
import ai.gatewayz.sync.workflows.model.SyncError;
import com.google.protobuf.Timestamp;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTryTest {
    private static final PendingActivityInfo WAITING = PendingActivityInfo.newBuilder()
            .setAttempt(4)
            .setMaximumAttempts(6)
            .setState(PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED)
            .setScheduledTime(Timestamp.newBuilder().setSeconds(1_000_000))
            .setLastFailure(Failure.newBuilder()
                    .setMessage("HTTP 503")
                    .setApplicationFailureInfo(
                            ApplicationFailureInfo.newBuilder().setType(FailureTypes.PROVIDER_UNAVAILABLE)))
            .build();

    @Test
    void aStepThatWaitsForItsNextTry_saysWhyAndWhen() {
        assertThat(StepTry.of(List.of(WAITING)))
                .contains(new StepTry(
                        4, 6, Instant.ofEpochSecond(1_000_000), new SyncError("provider_unavailable", "HTTP 503")));
    }

    @Test
    void aStepThatRuns_hasNoNextTry_andNoLimitIsNone() {
        PendingActivityInfo running = WAITING.toBuilder()
                .setState(PendingActivityState.PENDING_ACTIVITY_STATE_STARTED)
                .setMaximumAttempts(0)
                .clearLastFailure()
                .build();
        assertThat(StepTry.of(List.of(running))).contains(new StepTry(4, null, null, null));
        assertThat(StepTry.of(List.of())).isEmpty();
    }
}
