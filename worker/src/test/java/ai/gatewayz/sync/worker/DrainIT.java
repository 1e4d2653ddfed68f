package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.simulator.ProviderFleet;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncReport;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker process that is told to stop in the middle of a sync, while another one is there: a deploy. */
@Timeout(120)
final class DrainIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** What operators are told that a stop takes, and what a loaded machine adds. */
    private static final int STOP_SECONDS = 14;

    private static final int TERMINATED = 128 + 15;

    @TempDir
    static Path folder;

    private static RealTemporal temporal;
    private static ProviderFleet fleet;
    private static SyncLauncher launcher;

    @BeforeAll
    static void start() throws IOException {
        temporal = RealTemporal.start(folder);
        fleet = ProviderFleet.startFrozen(600, 1);
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
    void aStepThatEndsSoon_endsWhereItRuns_andAnotherWorkerGoesOn() throws Exception {
        drain("groq", "delay=4000");
        assertThat(attempt("groq")).isEqualTo(1);
        assertThat(fleet.requests("groq")).isEqualTo(1);
    }

    @Test
    void aStepThatTakesLonger_isLeftToAnotherWorker() throws Exception {
        drain("xai", "delay=25000;times=1");
        assertThat(attempt("xai")).isEqualTo(2);
    }

    /** A sync whose list is slow begins on a process, which is told to stop; another worker is there. */
    private static void drain(String slug, String fault) throws Exception {
        DataSource database = CatalogDatabase.create();
        fleet.faults().set(slug, fault);
        Path log = folder.resolve(slug + ".log");
        Process stopped = workerProcess(database, log);
        try {
            StartedJob job = launcher.startCatalog(
                    new CatalogSyncRequest(SyncKind.FULL, List.of(slug, "mistral"), false, "test", 8), slug);
            awaitFirstRequest(slug, job);
            try (SyncWorker other = SyncWorker.start(WorkerSettings.from(environment(database)), temporal.connection)) {
                assertThat(other.port()).isPositive();

                stopped.destroy();

                assertThat(stopped.waitFor(STOP_SECONDS, TimeUnit.SECONDS))
                        .as(Files.readString(log))
                        .isTrue();
                assertThat(stopped.exitValue()).isEqualTo(TERMINATED);
                JobOutcome<SyncReport> outcome =
                        launcher.awaitCatalog(job, LIMIT).orElseThrow();
                assertThat(outcome.status()).isEqualTo(JobStatus.COMPLETED);
            }
            assertThat(count(database, slug)).isEqualTo(fleet.modelCount(slug));
            assertThat(outcomes(database))
                    .as("one row each")
                    .containsExactlyInAnyOrder("mistral synced", slug + " synced");
        } finally {
            stopped.destroyForcibly().waitFor();
        }
    }

    /** Which attempt of a provider's fetch ended well. */
    private static int attempt(String slug) {
        return temporal.connection.client().fetchHistory("provider-sync:" + slug).getHistory().getEventsList().stream()
                .filter(HistoryEvent::hasActivityTaskStartedEventAttributes)
                .findFirst()
                .orElseThrow()
                .getActivityTaskStartedEventAttributes()
                .getAttempt();
    }

    private static long count(DataSource database, String slug) {
        return Jdbi.create(database)
                .withHandle(h -> h.createQuery("SELECT count(*) FROM catalog_models m JOIN providers p"
                                + " ON p.id = m.provider_id WHERE p.slug = :slug AND m.is_active")
                        .bind("slug", slug)
                        .mapTo(Long.class)
                        .one());
    }

    private static List<String> outcomes(DataSource database) {
        return Jdbi.create(database)
                .withHandle(h -> h.createQuery("SELECT provider_slug || ' ' || outcome FROM pricing_sync_log")
                        .mapTo(String.class)
                        .list());
    }

    private static Process workerProcess(DataSource database, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                SyncWorkerMain.class.getName());
        builder.environment().putAll(environment(database));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("TEMPORAL_ADDRESS", temporal.address());
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static Map<String, String> environment(DataSource database) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", CatalogDatabase.url(database));
        environment.put("WORKER_PORT", "0");
        environment.put("MANAGE_SCHEDULES", "false");
        environment.put("PROVIDER_BASE_URL_TEMPLATE", fleet.baseUrlTemplate());
        return environment;
    }

    private static void awaitFirstRequest(String slug, StartedJob job) {
        Instant end = Instant.now().plus(LIMIT);
        while (fleet.requests(slug) == 0) {
            assertThat(launcher.awaitCatalog(job, Duration.ofMillis(50))).isEmpty();
            assertThat(Instant.now()).isBefore(end);
        }
    }
}
