package ai.gatewayz.sync.workflows.client;

import ai.gatewayz.sync.workflows.AnnouncedChangeWorkflowImpl;
import ai.gatewayz.sync.workflows.CatalogSyncWorkflowImpl;
import ai.gatewayz.sync.workflows.DigestWorkflowImpl;
import ai.gatewayz.sync.workflows.FakeActivities;
import ai.gatewayz.sync.workflows.PriceAuditWorkflowImpl;
import ai.gatewayz.sync.workflows.ProviderSyncWorkflowImpl;
import ai.gatewayz.sync.workflows.SyncAttributes;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncReport;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The workflows on an in-JVM server that skips time, with fake activities and the product's own JSON. */
public final class WorkflowHarness implements AutoCloseable {
    /** Longer than any workflow may take. */
    public static final Duration LONG_ENOUGH = Duration.ofDays(1);

    /** The steps. */
    public final FakeActivities activities = new FakeActivities();

    /** The server and its clock. */
    public final TestWorkflowEnvironment env;

    /** Starts and awaits. */
    public final SyncLauncher launcher;

    private WorkflowHarness() {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(GuardedJsonConverter.dataConverter())
                        .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                        .build());
        SyncAttributes.ALL.forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
        env = TestWorkflowEnvironment.newInstance(options.build());
        // Heartbeats reach the server at once, so that a cancelled step learns of it without a wait.
        WorkerOptions worker = WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(20))
                .build();
        Worker sync = env.newWorker(TaskQueues.CATALOG_SYNC, worker);
        sync.registerWorkflowImplementationTypes(
                CatalogSyncWorkflowImpl.class,
                ProviderSyncWorkflowImpl.class,
                AnnouncedChangeWorkflowImpl.class,
                DigestWorkflowImpl.class,
                PriceAuditWorkflowImpl.class);
        sync.registerActivitiesImplementations(activities);
        env.newWorker(TaskQueues.CATALOG_FETCH, worker).registerActivitiesImplementations(activities);
        launcher = new SyncLauncher(env.getWorkflowClient());
    }

    /** A server with workers. */
    public static WorkflowHarness start() {
        WorkflowHarness harness = new WorkflowHarness();
        harness.env.start();
        return harness;
    }

    /** A server that nobody works for. */
    public static WorkflowHarness withoutWorkers() {
        return new WorkflowHarness();
    }

    /** The client. */
    public WorkflowClient client() {
        return env.getWorkflowClient();
    }

    /** A stub of a job's run. */
    public WorkflowStub stub(StartedJob job) {
        return client().newUntypedWorkflowStub(job.jobId());
    }

    /** An ordinary request for one provider. */
    public static ProviderSyncRequest provider(String slug, boolean dryRun) {
        return new ProviderSyncRequest(slug, SyncKind.FULL, dryRun, "test", null, true);
    }

    /** An ordinary request for several providers. */
    public static CatalogSyncRequest catalog(boolean dryRun, String... slugs) {
        return new CatalogSyncRequest(SyncKind.FULL, List.of(slugs), dryRun, "test", 8);
    }

    /** Runs one provider's sync to its end. */
    public JobOutcome<ProviderSyncResult> sync(String slug, boolean dryRun) {
        return launcher.awaitProvider(launcher.startProvider(provider(slug, dryRun)), LONG_ENOUGH)
                .orElseThrow();
    }

    /** Runs a catalog sync to its end. */
    public JobOutcome<SyncReport> syncAll(CatalogSyncRequest request) {
        return launcher.awaitCatalog(
                        launcher.startCatalog(request, UUID.randomUUID().toString()), LONG_ENOUGH)
                .orElseThrow();
    }

    @Override
    public void close() {
        env.close();
    }
}
