package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.migrations.WrittenRows;
import ai.gatewayz.sync.simulator.ProviderFleet;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.SearchAttributeSetup;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.TemporalSettings;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncReport;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.common.SearchAttributeKey;
import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a real Temporal server shows: search attributes, summaries, and the death of a worker process. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(150)
final class DevServerIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(120);
    private static final int MODELS = 3_000;

    @TempDir
    static Path folder;

    private static TemporalDevServer server;
    private static TemporalConnection temporal;
    private static ProviderFleet fleet;
    private static @Nullable DataSource undisturbed;

    @BeforeAll
    static void start() throws IOException {
        Optional<String> binary = binary();
        assumeTrue(
                binary.isPresent(),
                "skipped: these tests need the `temporal` program, on the PATH or named by TEMPORAL_CLI");
        server = TemporalDevServer.start(TemporalDevServerOptions.newBuilder()
                .setExistingPath(binary.orElseThrow())
                .setDownloadEnabled(false)
                .setDatabaseFilename(folder.resolve("temporal.db").toString())
                .setLogLevel("error")
                .build());
        temporal = TemporalConnection.open(TemporalSettings.plain(server.getTarget()));
        SearchAttributeSetup.register(temporal);
        fleet = ProviderFleet.startFrozen(MODELS, 1);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            fleet.close();
            temporal.close();
            server.close();
        }
    }

    private static Optional<String> binary() {
        String named = System.getenv("TEMPORAL_CLI");
        return named != null
                ? Optional.of(named)
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(part -> Path.of(part, "temporal"))
                        .filter(Files::isExecutable)
                        .map(Path::toString)
                        .findFirst();
    }

    /** The catalog after one sync without trouble, the same for all tests. */
    private static DataSource undisturbed() {
        if (undisturbed == null) {
            DataSource database = CatalogDatabase.create();
            try (SyncWorker worker = SyncWorker.start(WorkerSettings.from(environment(database)), temporal)) {
                assertThat(worker.port()).isPositive();
                assertThat(finish(startAll("readable")).status()).isEqualTo(JobStatus.COMPLETED);
            }
            undisturbed = database;
        }
        return undisturbed;
    }

    @Test
    @Order(1)
    void sync_isReadableForOperators() {
        assertThat(undisturbed()).isNotNull();
        WorkflowExecutionDescription parent = describe("catalog-sync-manual-readable");
        assertThat(parent.getStaticSummary()).isEqualTo("all · FULL · test");
        assertThat(attribute(parent, "SyncProvider")).isEqualTo("all");
        assertThat(attribute(parent, "SyncOutcome")).isEqualTo("completed");
        assertThat(parent.getMemo("triggeredBy", String.class)).isEqualTo("test");
        WorkflowExecutionDescription child = describe("provider-sync:groq");
        assertThat(child.getStaticSummary()).isEqualTo("groq · FULL");
        assertThat(child.getStaticDetails()).isEqualTo("part of `catalog-sync-manual-readable`");
        assertThat(attribute(child, "SyncProvider")).isEqualTo("groq");
        assertThat(attribute(child, "SyncKind")).isEqualTo("FULL");
        assertThat(attribute(child, "SyncOutcome")).isEqualTo("synced");
        assertThat(child.getTypedSearchAttributes().get(SearchAttributeKey.forLong("ModelsChanged")))
                .isEqualTo(fleet.modelCount("groq"));
        assertThat(child.getHistoryLength()).isLessThan(60);
        assertThat(parent.getHistoryLength()).isLessThan(700);
    }

    @Test
    @Order(2)
    void killedWorker_theRunCompletesAndTheCatalogIsThatOfAnUndisturbedRun() throws Exception {
        String expected = contents(undisturbed());
        DataSource database = CatalogDatabase.create();
        fleet.faults().set("*", "delay=400");
        Process victim = workerProcess(database);
        StartedJob job = startAll("killed");
        try {
            WrittenRows.await(
                    database,
                    Duration.ofMinutes(1),
                    () -> count(database, "SELECT count(*) FROM pricing_sync_log") >= 3);
        } finally {
            victim.destroyForcibly().waitFor();
            fleet.faults().clear();
        }
        assertThat(count(database, "SELECT count(*) FROM pricing_sync_log")).isLessThan(42);
        Process successor = workerProcess(database);
        try {
            JobOutcome<SyncReport> outcome = finish(job);

            assertThat(outcome.status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(contents(database)).isEqualTo(expected);
            assertThat(count(database, "SELECT count(*) FROM staged_models")).isZero();
        } finally {
            successor.destroyForcibly().waitFor();
        }
    }

    private static Process workerProcess(DataSource database) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SyncWorkerMain.class.getName());
        builder.environment().putAll(environment(database));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("worker.log").toFile())
                .start();
    }

    private static Map<String, String> environment(DataSource database) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", CatalogDatabase.url(database));
        environment.put("WORKER_PORT", "0");
        environment.put("MANAGE_SCHEDULES", "false");
        environment.put("PROVIDER_BASE_URL_TEMPLATE", fleet.baseUrlTemplate());
        environment.put("TEMPORAL_ADDRESS", server.getTarget());
        return environment;
    }

    private static StartedJob startAll(String name) {
        return new SyncLauncher(temporal.client())
                .startCatalog(new CatalogSyncRequest(SyncKind.FULL, List.of(), false, "test", 4), name);
    }

    private static JobOutcome<SyncReport> finish(StartedJob job) {
        return new SyncLauncher(temporal.client())
                .awaitCatalog(job, LONG_ENOUGH)
                .orElseThrow();
    }

    private static WorkflowExecutionDescription describe(String id) {
        return temporal.client().newUntypedWorkflowStub(id).describe();
    }

    private static String attribute(WorkflowExecutionDescription run, String name) {
        return run.getTypedSearchAttributes().get(SearchAttributeKey.forKeyword(name));
    }

    private static long count(DataSource database, String sql) {
        return Jdbi.create(database)
                .withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
    }

    /** Everything that a reader sees, without ids and times. */
    private static String contents(DataSource database) {
        return Jdbi.create(database)
                .withHandle(h -> h.createQuery("""
                                SELECT string_agg(v.slug || ' ' || m.provider_model_id || ' ' || m.content_hash::text || ' '
                                    || p.price_hash::text || ' ' || p.components::text || ' ' || m.is_active || ' '
                                    || (SELECT count(*) FROM model_pricing_history h WHERE h.model_id = m.id),
                                    E'\\n' ORDER BY v.slug, m.provider_model_id)
                                FROM catalog_models m
                                JOIN providers v ON v.id = m.provider_id
                                JOIN model_pricing p ON p.model_id = m.id
                                """).mapTo(String.class).one());
    }
}
