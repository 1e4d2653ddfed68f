package ai.gatewayz.sync.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.WorkflowHarness;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import ai.gatewayz.sync.workflows.model.ProviderProgress;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.TransformReport;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProviderSyncWorkflowTest {
    private static final SyncError FAKE_MALFORMED = new SyncError("malformed_catalog", "told by the fake");

    private final WorkflowHarness harness = WorkflowHarness.start();
    private final FakeActivities activities = harness.activities;

    @AfterEach
    void close() {
        harness.close();
    }

    private ProviderSyncResult synced() {
        JobOutcome<ProviderSyncResult> outcome = harness.sync("groq", false);
        assertThat(outcome.status()).isEqualTo(JobStatus.COMPLETED);
        return result(outcome);
    }

    private static ProviderSyncResult result(JobOutcome<ProviderSyncResult> outcome) {
        ProviderSyncResult result = outcome.result();
        if (result == null) {
            throw new AssertionError("no result: " + outcome);
        }
        return result;
    }

    @Test
    void sync_takesItsStepsInOrder() {
        ProviderSyncResult result = synced();

        assertThat(activities.calls).containsExactly("fetch groq", "transform groq", "upsert groq", "invalidate groq");
        assertThat(activities.invalidations).containsExactly(new InvalidateRequest("groq", 5, false));
        assertThat(result.status()).isEqualTo(RunOutcome.SYNCED);
        assertThat(result.counts()).isEqualTo(FakeActivities.COUNTS);
        assertThat(result.skipReasons()).isEqualTo(Map.of("no_id", 1L));
        assertThat(result.error()).isNull();
        assertThat(result.steps().fetch()).isEqualTo(11);
        assertThat(result.steps().transform()).isEqualTo(22);
        assertThat(result.steps().upsert()).isEqualTo(33);
        assertThat(result.generation()).isEqualTo(5);
    }

    @Test
    void sync_endsAfterTheFetch_whenNothingIsModified() {
        activities.fetch = request -> FakeActivities.notModified();
        ProviderSyncResult result = synced();
        assertThat(activities.calls).containsExactly("fetch groq");
        assertThat(result.status()).isEqualTo(RunOutcome.NOT_MODIFIED);
        assertThat(result.counts()).isEqualTo(FakeActivities.COUNTS);
    }

    @Test
    void sync_endsAfterTheFetch_whenTheProviderIsSkipped() {
        activities.fetch = request -> FakeActivities.skipped();
        ProviderSyncResult result = synced();
        assertThat(activities.calls).containsExactly("fetch groq");
        assertThat(result.status()).isEqualTo(RunOutcome.SKIPPED);
        assertThat(result.error()).isEqualTo(new SyncError("not_configured", "no key"));
    }

    @Test
    void sync_invalidatesNothing_whenNothingChanged() {
        activities.upsert = request ->
                new ApplyReport(SyncCounts.read(10, 9, 1).withSynced(9).withModels(0, 0, 9), 5, List.of(), 33);
        assertThat(synced().status()).isEqualTo(RunOutcome.SYNCED);
        assertThat(activities.calls).containsExactly("fetch groq", "transform groq", "upsert groq");
    }

    @Test
    void malformedList_isFetchedOnceMore() {
        AtomicInteger reads = new AtomicInteger();
        activities.transform = request -> {
            if (reads.incrementAndGet() == 1) {
                throw FakeActivities.permanent(FailureTypes.MALFORMED_CATALOG);
            }
            return FakeActivities.transformed();
        };
        assertThat(synced().status()).isEqualTo(RunOutcome.SYNCED);
        assertThat(activities.calls)
                .containsExactly(
                        "fetch groq",
                        "transform groq",
                        "fetch groq",
                        "transform groq",
                        "upsert groq",
                        "invalidate groq");
    }

    @Test
    void malformedList_failsTheSecondTime_isRecordedOnceAndCarriesTheResult() {
        activities.transform = request -> {
            throw FakeActivities.permanent(FailureTypes.MALFORMED_CATALOG);
        };
        JobOutcome<ProviderSyncResult> outcome = harness.sync("groq", false);

        assertThat(activities.calls)
                .containsExactly("fetch groq", "transform groq", "fetch groq", "transform groq", "recordOutcome groq");
        assertThat(outcome.status()).isEqualTo(JobStatus.FAILED);
        assertThat(result(outcome).status()).isEqualTo(RunOutcome.FAILED);
        assertThat(result(outcome).error()).isEqualTo(FAKE_MALFORMED);
        assertThat(activities.failures).hasSize(1);
        assertThat(activities.failures.get(0).cancelled()).isFalse();
        assertThat(activities.failures.get(0).result().error()).isEqualTo(FAKE_MALFORMED);
    }

    @Test
    void failure_isAnApplicationFailureThatNamesTheProvider() {
        activities.fetch = request -> {
            throw FakeActivities.permanent(FailureTypes.PROVIDER_AUTH_FAILED);
        };
        StartedJob job = harness.launcher.startProvider(WorkflowHarness.provider("groq", false));
        WorkflowFailedException failure = catchThrowableOfType(
                WorkflowFailedException.class, () -> harness.stub(job).getResult(ProviderSyncResult.class));

        assertThat(failure.getCause()).isInstanceOfSatisfying(ApplicationFailure.class, cause -> {
            assertThat(cause.getType()).isEqualTo("ProviderSyncFailed");
            assertThat(cause.getOriginalMessage()).isEqualTo("groq: told by the fake");
            assertThat(cause.isNonRetryable()).isTrue();
        });
        assertThat(activities.calls).containsExactly("fetch groq", "recordOutcome groq");
    }

    @Test
    void lostStage_isStagedAgainUpToThreeTimes() {
        AtomicInteger attempts = new AtomicInteger();
        activities.upsert = request -> {
            if (attempts.incrementAndGet() < 3) {
                throw FakeActivities.permanent(FailureTypes.STAGE_LOST);
            }
            return FakeActivities.applied();
        };
        assertThat(synced().status()).isEqualTo(RunOutcome.SYNCED);
        assertThat(activities.calls)
                .containsExactly(
                        "fetch groq",
                        "transform groq",
                        "upsert groq",
                        "transform groq",
                        "upsert groq",
                        "transform groq",
                        "upsert groq",
                        "invalidate groq");
    }

    @Test
    void lostStage_failsTheThirdTime() {
        activities.upsert = request -> {
            throw FakeActivities.permanent(FailureTypes.STAGE_LOST);
        };
        JobOutcome<ProviderSyncResult> outcome = harness.sync("groq", false);
        assertThat(result(outcome).error()).isEqualTo(new SyncError("stage_lost", "told by the fake"));
        assertThat(activities.calls)
                .filteredOn(call -> call.equals("upsert groq"))
                .hasSize(3);
        assertThat(result(outcome).counts()).isEqualTo(SyncCounts.read(10, 9, 1));
    }

    @Test
    void fetch_waitsAsLongAsTheProviderAsks() {
        AtomicInteger attempts = new AtomicInteger();
        activities.fetch = request -> {
            if (attempts.incrementAndGet() == 1) {
                throw ApplicationFailure.newBuilder()
                        .setMessage("429")
                        .setType(FailureTypes.PROVIDER_RATE_LIMITED)
                        .setNextRetryDelay(Duration.ofMinutes(10))
                        .build();
            }
            return FakeActivities.fetched();
        };
        ProviderSyncResult result = synced();
        assertThat(attempts).hasValue(2);
        assertThat(Duration.ofMillis(result.durationMillis()))
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    }

    @Test
    void fetch_givesUpAfterSixAttempts() {
        activities.fetch = request -> {
            throw FakeActivities.passing(FailureTypes.PROVIDER_UNAVAILABLE);
        };
        JobOutcome<ProviderSyncResult> outcome = harness.sync("groq", false);
        assertThat(activities.calls)
                .containsExactly(
                        "fetch groq",
                        "fetch groq",
                        "fetch groq",
                        "fetch groq",
                        "fetch groq",
                        "fetch groq",
                        "recordOutcome groq");
        assertThat(result(outcome).error()).isEqualTo(new SyncError("provider_unavailable", "told by the fake"));
    }

    @Test
    void staleCache_isNoFailedSync() {
        activities.invalidate = request -> {
            throw FakeActivities.passing("CacheDown");
        };
        ProviderSyncResult result = synced();
        assertThat(result.status()).isEqualTo(RunOutcome.SYNCED);
        assertThat(result.error()).isEqualTo(new SyncError("cache_stale", "told by the fake"));
        assertThat(activities.calls)
                .filteredOn(call -> call.equals("invalidate groq"))
                .hasSize(5);
        assertThat(activities.failures).isEmpty();
    }

    @Test
    void cancelledDuringTheFetch_isRecordedAndEndsAsCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        activities.fetch = request -> FakeActivities.untilCancelled(begun);
        StartedJob job = harness.launcher.startProvider(WorkflowHarness.provider("groq", false));
        begun.await();
        ProviderProgress progress = harness.stub(job).query("getProgress", ProviderProgress.class);
        assertThat(progress).isEqualTo(new ProviderProgress("groq", "fetch", null, SyncCounts.NONE, null));
        harness.stub(job).cancel();

        WorkflowFailedException failure = catchThrowableOfType(
                WorkflowFailedException.class, () -> harness.stub(job).getResult(ProviderSyncResult.class));
        assertThat(failure.getCause()).isInstanceOf(CanceledFailure.class);
        assertThat(activities.calls).containsExactly("fetch groq", "recordOutcome groq");
        assertThat(activities.failures).hasSize(1);
        assertThat(activities.failures.get(0).cancelled()).isTrue();
        assertThat(activities.failures.get(0).result().error())
                .isEqualTo(new SyncError("cancelled", "cancelled during fetch"));
    }

    @Test
    void dryRun_neitherRecordsNorInvalidates() {
        assertThat(result(harness.sync("groq", true)).status()).isEqualTo(RunOutcome.SYNCED);
        assertThat(activities.calls).containsExactly("fetch groq", "transform groq", "upsert groq");

        activities.fetch = request -> {
            throw FakeActivities.permanent(FailureTypes.PROVIDER_AUTH_FAILED);
        };
        assertThat(harness.sync("groq", true).status()).isEqualTo(JobStatus.FAILED);
        assertThat(activities.failures).isEmpty();
    }

    @Test
    void progress_isToldAfterTheEnd() {
        StartedJob job = harness.launcher.startProvider(WorkflowHarness.provider("groq", false));
        assertThat(harness.launcher.awaitProvider(job, WorkflowHarness.LONG_ENOUGH))
                .isPresent();
        assertThat(harness.stub(job).query("getProgress", ProviderProgress.class))
                .isEqualTo(new ProviderProgress("groq", "done", RunOutcome.SYNCED, FakeActivities.COUNTS, null));
    }

    @Test
    void resultThatIsTooLarge_isRefused() {
        activities.transform = request -> {
            TreeMap<String, Long> reasons = new TreeMap<>();
            for (int n = 0; n < 20_000; n++) {
                reasons.put("a reason nobody should need " + n, 1L);
            }
            TransformReport small = FakeActivities.transformed();
            return new TransformReport(small.staged(), small.counts(), reasons, null, 0, 0);
        };
        assertThat(String.valueOf(result(harness.sync("groq", false)).error()))
                .startsWith("SyncError[code=payload_too_large, message=a payload has ")
                .endsWith("at most 262144 go through Temporal]");
    }
}
