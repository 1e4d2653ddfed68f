package ai.gatewayz.sync.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.workflows.model.SyncError;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SyncFailuresTest {
    private static ActivityFailure activity(@Nullable Throwable cause) {
        return new ActivityFailure(
                "Activity task failed",
                1,
                2,
                "Fetch",
                "id",
                RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE,
                "worker",
                cause);
    }

    @ParameterizedTest
    @CsvSource({
        "ProviderAuthFailed, provider_auth_failed",
        "ProviderNotConfigured, not_configured",
        "MalformedCatalog, malformed_catalog",
        "DatabaseUnavailable, database_unavailable",
        "Superseded, superseded"
    })
    void describe_namesTheTypeInLowerCase(String type, String code) {
        assertThat(SyncFailures.describe(activity(ApplicationFailure.newFailure("a sentence", type))))
                .isEqualTo(new SyncError(code, "a sentence"));
    }

    @Test
    void describe_knowsTimeoutsAndCancellations() {
        assertThat(SyncFailures.describe(activity(new TimeoutFailure("x", null, TimeoutType.TIMEOUT_TYPE_HEARTBEAT))))
                .isEqualTo(new SyncError("timeout", "timed out: TIMEOUT_TYPE_HEARTBEAT"));
        assertThat(SyncFailures.describe(activity(new CanceledFailure("x"))))
                .isEqualTo(new SyncError("cancelled", "cancelled by an operator"));
        assertThat(SyncFailures.describe(new CanceledFailure("x")))
                .isEqualTo(new SyncError("cancelled", "cancelled by an operator"));
    }

    @Test
    void describe_namesTheClassOfAnythingElse() {
        assertThat(SyncFailures.describe(activity(new IllegalStateException("secret"))))
                .isEqualTo(new SyncError("failed", "IllegalStateException"));
    }

    @Test
    void isType_looksAtTheCauseOnly() {
        ActivityFailure lost = activity(ApplicationFailure.newFailure("x", FailureTypes.STAGE_LOST));
        assertThat(SyncFailures.isType(lost, FailureTypes.STAGE_LOST)).isTrue();
        assertThat(SyncFailures.isType(lost, FailureTypes.SUPERSEDED)).isFalse();
        assertThat(SyncFailures.isType(activity(null), FailureTypes.STAGE_LOST)).isFalse();
    }
}
