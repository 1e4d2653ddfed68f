package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.simulator.ProviderFleet;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two builds of the workers under one deployment, on a real server: what runs where before, during and after a deploy. */
@Timeout(120)
final class WorkerVersioningIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String OLD = "build-1";
    private static final String NEW = "build-2";

    @TempDir
    static Path folder;

    private static RealTemporal temporal;
    private static ProviderFleet fleet;
    private static DataSource database;
    private static SyncLauncher launcher;

    @BeforeAll
    static void start() throws IOException {
        temporal = RealTemporal.start(folder);
        fleet = ProviderFleet.startFrozen(600, 1);
        database = CatalogDatabase.create();
        launcher = new SyncLauncher(temporal.connection.client());
    }

    @AfterAll
    static void stop() {
        if (temporal != null) {
            fleet.close();
            temporal.close();
        }
    }

    @Test
    void syncsEndOnTheBuildTheyBeganOn_andNewOnesGoWhereTheDeploySays() throws Exception {
        try (SyncWorker old = worker(OLD, true)) {
            assertThat(finish(provider("groq"))).isEqualTo(OLD);

            // Begins on the old build and is still asked for its list when the deploy has ended.
            fleet.faults().set("xai", "delay=6000");
            fleet.faults().set("novita", "delay=6000");
            StartedJob slow = provider("xai");
            StartedJob whole = launcher.startCatalog(
                    new CatalogSyncRequest(SyncKind.FULL, List.of("novita"), false, SyncTrigger.CLI.key(), 8),
                    "over-the-deploy");
            awaitBuild(slow);
            awaitBuild(whole);
            // A schedule's run has none, which is 3.
            assertThat(described(slow).getPriority().getPriorityKey())
                    .as("before what schedules start")
                    .isEqualTo(1);

            try (SyncWorker fresh = worker(NEW, false)) {
                assertThat(fresh.port()).isPositive();
                assertThat(finish(provider("groq")))
                        .as("the new build only waits")
                        .isEqualTo(OLD);

                temporal.command(
                        "worker",
                        "deployment",
                        "set-current-version",
                        "--deployment-name",
                        "catalog-sync",
                        "--build-id",
                        NEW,
                        "--yes");
                assertThat(finish(provider("groq"))).isEqualTo(NEW);
                assertThat(finish(slow)).as("pinned").isEqualTo(OLD);
                assertThat(launcher.awaitCatalog(whole, LIMIT).orElseThrow().status())
                        .isEqualTo(JobStatus.COMPLETED);
                assertThat(build(whole)).as("upgraded on its way").isEqualTo(NEW);

                temporal.command(
                        "worker",
                        "deployment",
                        "set-current-version",
                        "--deployment-name",
                        "catalog-sync",
                        "--build-id",
                        OLD,
                        "--yes");
                assertThat(finish(provider("groq"))).as("rolled back").isEqualTo(OLD);

                temporal.command(
                        "worker",
                        "deployment",
                        "set-ramping-version",
                        "--deployment-name",
                        "catalog-sync",
                        "--build-id",
                        NEW,
                        "--percentage",
                        "100",
                        "--yes");
                assertThat(finish(provider("groq"))).as("ramped").isEqualTo(NEW);
            }
            assertThat(old.port()).isPositive();
        }
    }

    private static SyncWorker worker(String build, boolean current) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", CatalogDatabase.url(database));
        environment.put("WORKER_PORT", "0");
        environment.put("MANAGE_SCHEDULES", "false");
        environment.put("PROVIDER_BASE_URL_TEMPLATE", fleet.baseUrlTemplate());
        environment.put("WORKER_BUILD_ID", build);
        environment.put("WORKER_BUILD_CURRENT", Boolean.toString(current));
        return SyncWorker.start(WorkerSettings.from(environment), temporal.connection);
    }

    private static StartedJob provider(String slug) {
        return launcher.startProvider(new ProviderSyncRequest(slug, SyncKind.FULL, false, "cli", null, true));
    }

    /** The build that a provider's sync ended on. */
    private static String finish(StartedJob job) {
        assertThat(launcher.awaitProvider(job, LIMIT).orElseThrow().status()).isEqualTo(JobStatus.COMPLETED);
        return build(job);
    }

    private static void awaitBuild(StartedJob job) {
        Instant end = Instant.now().plus(LIMIT);
        while (!build(job).equals(OLD)) {
            assertThat(Instant.now()).as(job.jobId() + " did not begin").isBefore(end);
        }
    }

    /** The build that last worked on a run; empty before the first. */
    private static String build(StartedJob job) {
        return described(job).getVersioningInfo().getDeploymentVersion().getBuildId();
    }

    private static WorkflowExecutionInfo described(StartedJob job) {
        return temporal.connection
                .stubs()
                .blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(temporal.connection.namespace())
                        .setExecution(WorkflowExecution.newBuilder()
                                .setWorkflowId(job.jobId())
                                .setRunId(job.runId()))
                        .build())
                .getWorkflowExecutionInfo();
    }
}
