package ai.gatewayz.sync.workflows.client;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.CatalogSyncWorkflow;
import ai.gatewayz.sync.workflows.FailureTypes;
import ai.gatewayz.sync.workflows.FakeActivities;
import ai.gatewayz.sync.workflows.ProviderSyncWorkflow;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncReport;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SyncLauncherTest {
    private final WorkflowHarness harness = WorkflowHarness.start();
    private final SyncLauncher launcher = harness.launcher;

    @AfterEach
    void close() {
        harness.close();
    }

    private <R> R raw(String type, Object argument, Class<R> result) {
        WorkflowStub stub = harness.client()
                .newUntypedWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("raw")
                                .setTaskQueue(TaskQueues.CATALOG_SYNC)
                                .setWorkflowExecutionTimeout(Duration.ofMinutes(45))
                                .build());
        stub.start(argument);
        return stub.getResult(result);
    }

    @Test
    void startProvider_joinsTheRunningSync() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        harness.activities.fetch = request -> FakeActivities.untilCancelled(begun);
        StartedJob first = launcher.startProvider(WorkflowHarness.provider("groq", false));
        begun.await();
        StartedJob second = launcher.startProvider(WorkflowHarness.provider("groq", false));

        assertThat(first.jobId()).isEqualTo("provider-sync:groq");
        assertThat(first.alreadyRunning()).isFalse();
        assertThat(second).isEqualTo(new StartedJob("provider-sync:groq", first.runId(), true));
        assertThat(harness.activities.calls).containsExactly("fetch groq");
    }

    @Test
    void startProvider_startsAgain_whenTheLastSyncHasEnded() {
        StartedJob first = launcher.startProvider(WorkflowHarness.provider("groq", false));
        assertThat(launcher.awaitProvider(first, WorkflowHarness.LONG_ENOUGH)).isPresent();
        StartedJob second = launcher.startProvider(WorkflowHarness.provider("groq", false));
        assertThat(second.alreadyRunning()).isFalse();
        assertThat(second.runId()).isNotEqualTo(first.runId());
    }

    @Test
    void startProvider_neverJoinsADryRun() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        harness.activities.fetch =
                request -> request.dryRun() ? FakeActivities.untilCancelled(begun) : FakeActivities.notModified();
        StartedJob dryRun = launcher.startProvider(WorkflowHarness.provider("groq", true));
        begun.await();
        StartedJob real = launcher.startProvider(WorkflowHarness.provider("groq", false));
        assertThat(dryRun.jobId()).isEqualTo("provider-dry-run:groq");
        assertThat(real.alreadyRunning()).isFalse();
        assertThat(launcher.awaitProvider(real, WorkflowHarness.LONG_ENOUGH))
                .hasValueSatisfying(o -> assertThat(o.status()).isEqualTo(JobStatus.COMPLETED));
    }

    @Test
    void startCatalog_withAUsedSuffix_namesThatRunEvenWhenItHasEnded() {
        StartedJob first = launcher.startCatalog(WorkflowHarness.catalog(false), "key-1");
        assertThat(launcher.awaitCatalog(first, WorkflowHarness.LONG_ENOUGH)).isPresent();
        StartedJob second = launcher.startCatalog(WorkflowHarness.catalog(false), "key-1");
        assertThat(second).isEqualTo(new StartedJob("catalog-sync-manual-key-1", first.runId(), true));
        assertThat(harness.activities.calls).containsOnlyOnce("list");
    }

    @Test
    void await_isEmpty_whileTheJobRuns() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        harness.activities.fetch = request -> FakeActivities.untilCancelled(begun);
        StartedJob job = launcher.startProvider(WorkflowHarness.provider("groq", false));
        begun.await();
        assertThat(launcher.awaitProvider(job, Duration.ofMillis(100))).isEmpty();
        assertThat(launcher.awaitProvider(job, Duration.ZERO)).isEmpty();
    }

    @Test
    void await_tellsThatAJobWasTerminated() {
        try (WorkflowHarness idle = WorkflowHarness.withoutWorkers()) {
            StartedJob job = idle.launcher.startCatalog(WorkflowHarness.catalog(false), "x");
            idle.stub(job).terminate("enough");
            assertThat(idle.launcher.awaitCatalog(job, WorkflowHarness.LONG_ENOUGH))
                    .contains(new JobOutcome<>(
                            JobStatus.CANCELLED,
                            null,
                            new SyncError("cancelled", "the job was ended before it was done")));
        }
    }

    @Test
    void await_tellsThatAJobTimedOut() {
        AtomicInteger fetches = new AtomicInteger();
        harness.activities.fetch = request -> {
            if (fetches.incrementAndGet() % 2 == 1) {
                throw laterInMinutes(19);
            }
            return FakeActivities.fetched();
        };
        AtomicInteger transforms = new AtomicInteger();
        harness.activities.transform = request -> {
            throw transforms.incrementAndGet() % 2 == 1
                    ? laterInMinutes(9)
                    : FakeActivities.permanent(FailureTypes.MALFORMED_CATALOG);
        };
        StartedJob job = launcher.startProvider(WorkflowHarness.provider("groq", false));
        assertThat(launcher.awaitProvider(job, WorkflowHarness.LONG_ENOUGH))
                .contains(new JobOutcome<>(
                        JobStatus.TIMED_OUT, null, new SyncError("timed_out", "the job ran out of time")));
    }

    private static ApplicationFailure laterInMinutes(int minutes) {
        return ApplicationFailure.newBuilder()
                .setMessage("later")
                .setType(FailureTypes.PROVIDER_RATE_LIMITED)
                .setNextRetryDelay(Duration.ofMinutes(minutes))
                .build();
    }

    @Test
    void await_asksForTheRunThatWasStarted() {
        StartedJob first = launcher.startProvider(WorkflowHarness.provider("groq", false));
        assertThat(launcher.awaitProvider(first, WorkflowHarness.LONG_ENOUGH)).isPresent();
        harness.activities.fetch = request -> FakeActivities.notModified();
        StartedJob second = launcher.startProvider(WorkflowHarness.provider("groq", false));
        assertThat(launcher.awaitProvider(second, WorkflowHarness.LONG_ENOUGH)).isPresent();

        assertThat(launcher.awaitProvider(first, WorkflowHarness.LONG_ENOUGH).map(JobOutcome::result))
                .hasValueSatisfying(result -> assertThat(result.status()).isEqualTo(RunOutcome.SYNCED));
    }

    @Test
    void emptyCatalogRequest_syncsEverythingWithDefaults() {
        List<ProviderSyncRequest> requests = new CopyOnWriteArrayList<>();
        harness.activities.fetch = request -> {
            requests.add(request);
            return FakeActivities.notModified();
        };
        SyncReport report = raw(CatalogSyncWorkflow.TYPE, Map.of(), SyncReport.class);
        assertThat(report.results()).hasSize(2);
        assertThat(requests)
                .containsExactlyInAnyOrder(
                        new ProviderSyncRequest("groq", SyncKind.FULL, false, "manual", "raw", false),
                        new ProviderSyncRequest("xai", SyncKind.FULL, false, "manual", "raw", false));
    }

    @Test
    void unknownFieldsOfARequest_areIgnored() {
        ProviderSyncResult result = raw(
                ProviderSyncWorkflow.TYPE,
                Map.of("provider", "groq", "fromTheFuture", Map.of("x", 1)),
                ProviderSyncResult.class);
        assertThat(result.provider()).isEqualTo("groq");
        assertThat(result.status()).isEqualTo(RunOutcome.SYNCED);
        assertThat(harness.activities.calls).contains("upsert groq");
    }

    @Test
    void requestWithoutAProvider_reachesTheFetchThatRefusesIt() {
        ProviderSyncResult result = raw(ProviderSyncWorkflow.TYPE, Map.of(), ProviderSyncResult.class);
        assertThat(result.provider()).isEmpty();
        assertThat(harness.activities.calls).contains("fetch ");
    }

    @Test
    void request_fillsInDefaults() {
        CatalogSyncRequest request = new CatalogSyncRequest(SyncKind.PRICES, List.of(), false, " ", 1_000);
        assertThat(request).isEqualTo(new CatalogSyncRequest(SyncKind.PRICES, List.of(), false, "manual", 64));
        assertThat(new CatalogSyncRequest(SyncKind.FULL, List.of(), false, "x", 0).parallelism())
                .isEqualTo(8);
    }
}
