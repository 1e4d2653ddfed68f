package ai.gatewayz.sync.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.WorkflowHarness;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import ai.gatewayz.sync.workflows.model.PlannedChange;
import ai.gatewayz.sync.workflows.model.ProviderList;
import ai.gatewayz.sync.workflows.model.ProviderProgress;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.RunTotals;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncProgress;
import ai.gatewayz.sync.workflows.model.SyncReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CatalogSyncWorkflowTest {
    private final WorkflowHarness harness = WorkflowHarness.start();
    private final FakeActivities activities = harness.activities;

    @AfterEach
    void close() {
        harness.close();
    }

    private static SyncReport report(JobOutcome<SyncReport> outcome) {
        SyncReport report = outcome.result();
        if (report == null) {
            throw new AssertionError("no report: " + outcome);
        }
        return report;
    }

    private static List<String> ends(SyncReport report) {
        return report.results().stream()
                .map(r -> r.provider() + " " + r.status().key())
                .toList();
    }

    private void failFor(String provider) {
        activities.fetch = request -> {
            if (request.provider().equals(provider)) {
                throw FakeActivities.permanent(FailureTypes.PROVIDER_AUTH_FAILED);
            }
            return FakeActivities.fetched();
        };
    }

    @Test
    void sync_runsEveryProviderAndInvalidatesOnce() {
        JobOutcome<SyncReport> outcome = harness.syncAll(WorkflowHarness.catalog(false));

        assertThat(outcome.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(report(outcome).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(ends(report(outcome))).containsExactly("groq synced", "xai synced");
        assertThat(report(outcome).generation()).isEqualTo(5);
        assertThat(activities.invalidations)
                .containsExactlyInAnyOrder(
                        new InvalidateRequest("groq", 5, true),
                        new InvalidateRequest("xai", 5, true),
                        new InvalidateRequest(null, 5, false));
        assertThat(activities.runs).hasSize(1);
        assertThat(activities.runs.get(0).status()).isEqualTo("completed");
        SyncReport recorded = activities.runs.get(0).report();
        assertThat(recorded.results()).isEmpty();
        assertThat(recorded.totals())
                .isEqualTo(new RunTotals(2, 2, 0, 0, FakeActivities.COUNTS.plus(FakeActivities.COUNTS)));
    }

    @Test
    void onlyScheduledFullSyncs_mayLeaveOutWhatIsNotDue_andCountIt() {
        List<Boolean> asked = new ArrayList<>();
        activities.list = request -> {
            asked.add(request.onlyDue());
            return new ProviderList(List.of("groq"), false, request.onlyDue() ? 7 : 0);
        };
        JobOutcome<SyncReport> scheduled = harness.syncAll(
                new CatalogSyncRequest(SyncKind.FULL, List.of(), false, SyncTrigger.SCHEDULE.key(), 8, true));
        JobOutcome<SyncReport> manual = harness.syncAll(WorkflowHarness.catalog(false));
        harness.syncAll(new CatalogSyncRequest(SyncKind.PRICES, List.of(), false, SyncTrigger.SCHEDULE.key(), 8, true));

        assertThat(asked).containsExactly(true, false, false);
        assertThat(report(scheduled).notDue()).isEqualTo(7);
        assertThat(ends(report(scheduled))).containsExactly("groq synced");
        assertThat(report(manual).notDue()).isZero();
    }

    @Test
    void references_areRefreshedOnceBeforeTheProviders() {
        harness.syncAll(WorkflowHarness.catalog(false));

        assertThat(activities.calls.subList(0, 2)).containsExactly("list", "references");
        assertThat(activities.calls).containsOnlyOnce("references");
    }

    @Test
    void references_areLeftAloneByADryRun() {
        harness.syncAll(WorkflowHarness.catalog(true));

        assertThat(activities.calls).contains("list").doesNotContain("references");
    }

    @Test
    void references_thatCannotBeRefreshed_failNothing() {
        activities.references = () -> {
            throw FakeActivities.passing(FailureTypes.DATABASE_UNAVAILABLE);
        };

        JobOutcome<SyncReport> outcome = harness.syncAll(WorkflowHarness.catalog(false));

        assertThat(report(outcome).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(activities.calls).filteredOn("references"::equals).hasSize(2);
    }

    @Test
    void oneFailingProvider_makesThePartialAndTheOthersComplete() {
        failFor("groq");
        JobOutcome<SyncReport> outcome = harness.syncAll(WorkflowHarness.catalog(false, "xai", "groq", "near"));

        assertThat(outcome.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(report(outcome).status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(ends(report(outcome))).containsExactly("xai synced", "groq failed", "near synced");
        assertThat(report(outcome).results().get(1).error())
                .isEqualTo(new SyncError("provider_auth_failed", "told by the fake"));
        assertThat(activities.runs.get(0).status()).isEqualTo("partial");
        assertThat(activities.failures).hasSize(1);
    }

    @Test
    void onlyFailingProviders_failTheRunWithTheReport() {
        failFor("groq");
        JobOutcome<SyncReport> outcome = harness.syncAll(WorkflowHarness.catalog(false, "groq"));

        assertThat(outcome.status()).isEqualTo(JobStatus.FAILED);
        assertThat(report(outcome).status()).isEqualTo(JobStatus.FAILED);
        assertThat(ends(report(outcome))).containsExactly("groq failed");
        assertThat(activities.runs).hasSize(1);
        assertThat(activities.runs.get(0).status()).isEqualTo("failed");
        assertThat(activities.calls).doesNotContain("invalidate null");
    }

    @Test
    void skippedProviders_areNoFailure() {
        activities.fetch = request -> FakeActivities.skipped();
        JobOutcome<SyncReport> outcome = harness.syncAll(WorkflowHarness.catalog(false));
        assertThat(outcome.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(ends(report(outcome))).containsExactly("groq skipped", "xai skipped");
        assertThat(activities.calls).doesNotContain("invalidate null");
    }

    @Test
    void parallelism_isReachedAndNotExceeded() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier pair = new CyclicBarrier(2);
        activities.fetch = request -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                pair.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("nobody runs beside " + request.provider(), e);
            } finally {
                running.decrementAndGet();
            }
            return FakeActivities.notModified();
        };
        CatalogSyncRequest request =
                new CatalogSyncRequest(SyncKind.FULL, List.of("a", "b", "c", "d", "e", "f"), false, "test", 2);
        assertThat(ends(report(harness.syncAll(request))))
                .containsExactly(
                        "a not_modified",
                        "b not_modified",
                        "c not_modified",
                        "d not_modified",
                        "e not_modified",
                        "f not_modified");
        assertThat(most).hasValue(2);
    }

    @Test
    void providerThatRunsAlready_isSkipped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        activities.fetch = request -> {
            if (request.jobId() == null) {
                begun.countDown();
                awaitQuietly(release);
            }
            return FakeActivities.fetched();
        };
        StartedJob single = harness.launcher.startProvider(WorkflowHarness.provider("groq", false));
        begun.await();
        SyncReport report = report(harness.syncAll(WorkflowHarness.catalog(false)));
        release.countDown();

        assertThat(ends(report)).containsExactly("groq skipped", "xai synced");
        assertThat(report.results().get(0).error())
                .isEqualTo(new SyncError("already_running", "another sync of groq is running"));
        assertThat(harness.launcher.awaitProvider(single, WorkflowHarness.LONG_ENOUGH))
                .hasValueSatisfying(o -> assertThat(o.status()).isEqualTo(JobStatus.COMPLETED));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void cancel_reachesTheChildrenAndRecordsTheRun() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        activities.fetch = request ->
                request.provider().equals("done") ? FakeActivities.notModified() : FakeActivities.untilCancelled(begun);
        StartedJob job = harness.launcher.startCatalog(
                new CatalogSyncRequest(SyncKind.FULL, List.of("done", "b", "c", "d"), false, "test", 2), "x");
        begun.await();
        harness.stub(job).cancel();
        JobOutcome<SyncReport> outcome =
                harness.launcher.awaitCatalog(job, WorkflowHarness.LONG_ENOUGH).orElseThrow();

        assertThat(outcome.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(activities.failures)
                .extracting(f -> f.sync().provider() + " " + f.cancelled())
                .containsExactlyInAnyOrder("b true", "c true");
        assertThat(activities.calls).doesNotContain("fetch d");
        assertThat(activities.runs).hasSize(1);
        assertThat(activities.runs.get(0).status()).isEqualTo("cancelled");
        assertThat(activities.runs.get(0).report().totals())
                .isEqualTo(new RunTotals(4, 1, 3, 0, FakeActivities.COUNTS));
        assertThat(activities.runs.get(0).errors())
                .extracting(error -> error.provider() + " " + error.error().code())
                .containsExactly("b cancelled", "c cancelled", "d cancelled");
    }

    @Test
    void cancelBeforeAnyProvider_isRecordedAsCancelled() {
        WorkflowHarness idle = WorkflowHarness.withoutWorkers();
        try (idle) {
            StartedJob job = idle.launcher.startCatalog(WorkflowHarness.catalog(false), "x");
            idle.stub(job).cancel();
            idle.env.start();
            assertThat(idle.launcher.awaitCatalog(job, WorkflowHarness.LONG_ENOUGH))
                    .hasValueSatisfying(o -> assertThat(o.status()).isEqualTo(JobStatus.CANCELLED));
            assertThat(idle.activities.runs).hasSize(1);
            assertThat(idle.activities.runs.get(0).status()).isEqualTo("cancelled");
        }
    }

    @Test
    void plannedChanges_areAHundredInAll() {
        activities.upsert = request -> new ApplyReport(
                FakeActivities.COUNTS,
                5,
                Collections.nCopies(
                        60, new PlannedChange("price.changed", request.sync().provider(), "{}", "{}")),
                0);
        SyncReport report = report(harness.syncAll(WorkflowHarness.catalog(true, "a", "b", "c")));

        assertThat(report.dryRun()).isTrue();
        assertThat(report.results()).extracting(r -> r.changes().size()).containsExactly(60, 40, 0);
        assertThat(activities.runs).isEmpty();
        assertThat(activities.invalidations).isEmpty();
    }

    @Test
    void unknownProvider_failsTheRunWithItsReason() {
        activities.list = request -> {
            throw FakeActivities.permanent(FailureTypes.UNKNOWN_PROVIDER);
        };
        JobOutcome<SyncReport> outcome = harness.syncAll(WorkflowHarness.catalog(false, "nobody"));
        assertThat(outcome.status()).isEqualTo(JobStatus.FAILED);
        assertThat(outcome.error()).isEqualTo(new SyncError("UnknownProvider", "told by the fake"));
        assertThat(activities.runs).hasSize(1);
        assertThat(activities.runs.get(0).status()).isEqualTo("failed");
        assertThat(activities.runs.get(0).report().results()).isEmpty();
        assertThat(activities.runs.get(0).error()).isEqualTo(new SyncError("unknown_provider", "told by the fake"));
    }

    @Test
    void groupOfProviders_isNotAskedForByName() {
        List<Boolean> named = new CopyOnWriteArrayList<>();
        activities.fetch = request -> {
            named.add(request.named());
            return FakeActivities.notModified();
        };
        harness.syncAll(new CatalogSyncRequest(SyncKind.FULL, List.of("groq"), false, "schedule", 8, true));
        harness.syncAll(new CatalogSyncRequest(SyncKind.FULL, List.of("groq"), false, "alice", 8, false));
        assertThat(named).containsExactly(false, true);
    }

    @Test
    void progress_listsEveryProvider() {
        failFor("xai");
        StartedJob job = harness.launcher.startCatalog(WorkflowHarness.catalog(false), "x");
        assertThat(harness.launcher.awaitCatalog(job, WorkflowHarness.LONG_ENOUGH))
                .isPresent();
        assertThat(harness.stub(job).query("getProgress", SyncProgress.class))
                .isEqualTo(new SyncProgress(
                        2,
                        2,
                        List.of(
                                new ProviderProgress("groq", "done", RunOutcome.SYNCED, FakeActivities.COUNTS, null),
                                new ProviderProgress(
                                        "xai",
                                        "done",
                                        RunOutcome.FAILED,
                                        SyncCounts.NONE,
                                        new SyncError("provider_auth_failed", "told by the fake")))));
    }

    @Test
    void children_belongToTheJob() {
        List<ProviderSyncRequest> requests = new CopyOnWriteArrayList<>();
        activities.fetch = request -> {
            requests.add(request);
            return FakeActivities.notModified();
        };
        StartedJob job = harness.launcher.startCatalog(WorkflowHarness.catalog(false, "groq"), "x");
        assertThat(harness.launcher.awaitCatalog(job, WorkflowHarness.LONG_ENOUGH))
                .isPresent();
        assertThat(requests)
                .containsExactly(
                        new ProviderSyncRequest("groq", SyncKind.FULL, false, "test", "catalog-sync-manual-x", true));
    }
}
