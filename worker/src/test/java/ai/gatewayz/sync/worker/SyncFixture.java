package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.simulator.FleetOptions;
import ai.gatewayz.sync.simulator.ProviderFleet;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncReport;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** A whole product in one process: in-JVM Temporal, real PostgreSQL, a simulated provider fleet, a worker. */
final class SyncFixture implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    final ProviderFleet fleet;
    final Jdbi jdbi;
    final SyncLauncher launcher;
    private final TestServer.InProcessTestServer server;
    private final TemporalConnection temporal;
    private final SyncWorker worker;
    final DataSource database;

    SyncFixture(FleetOptions options) throws IOException {
        fleet = ProviderFleet.start(options);
        server = TestServer.createServer(true);
        temporal = TemporalConnection.over(server.getChannel());
        database = CatalogDatabase.create();
        jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", CatalogDatabase.url(database));
        environment.put("WORKER_PORT", "0");
        environment.put("MANAGE_SCHEDULES", "false");
        environment.put("PROVIDER_BASE_URL_TEMPLATE", fleet.baseUrlTemplate());
        worker = SyncWorker.start(WorkerSettings.from(environment), temporal);
        launcher = new SyncLauncher(temporal.client());
    }

    SyncReport syncAll(boolean dryRun) {
        return run(List.of(), dryRun);
    }

    private SyncReport run(List<String> slugs, boolean dryRun) {
        StartedJob job = launcher.startCatalog(
                new CatalogSyncRequest(SyncKind.FULL, slugs, dryRun, "test", 8),
                UUID.randomUUID().toString());
        JobOutcome<SyncReport> outcome = launcher.awaitCatalog(job, LONG_ENOUGH).orElseThrow();
        SyncReport report = outcome.result();
        if (report == null) {
            throw new AssertionError("no report: " + outcome);
        }
        return report;
    }

    ProviderSyncResult sync(String slug) {
        return outcome(slug, false);
    }

    ProviderSyncResult dryRun(String slug) {
        return outcome(slug, true);
    }

    SyncReport syncProviders(String... slugs) {
        return run(List.of(slugs), false);
    }

    JobOutcome<ProviderSyncResult> await(StartedJob job) {
        return launcher.awaitProvider(job, LONG_ENOUGH).orElseThrow();
    }

    static ProviderSyncResult of(SyncReport report, String slug) {
        return report.results().stream()
                .filter(r -> r.provider().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    /** Every model and price row with its physical version: any write, even of equal values, changes this text. */
    String rowVersions() {
        return jdbi.withHandle(h -> h.createQuery("""
                        SELECT string_agg(v.slug || ' ' || m.provider_model_id || ' ' || m.xmin || ' ' || m.ctid || ' '
                                          || p.xmin || ' ' || p.ctid, E'\n' ORDER BY v.slug, m.provider_model_id)
                        FROM catalog_models m
                        JOIN providers v ON v.id = m.provider_id
                        LEFT JOIN model_pricing p ON p.model_id = m.id
                        """).mapTo(String.class).one());
    }

    static String withoutProvider(String rowVersions, String slug) {
        return rowVersions.lines().filter(line -> !line.startsWith(slug + " ")).collect(Collectors.joining("\n"));
    }

    /** The contents of every table of ours. */
    String tableContents() {
        return jdbi.withHandle(h -> {
            StringBuilder text = new StringBuilder();
            List<String> tables = h.createQuery("SELECT table_name FROM information_schema.tables WHERE table_schema ="
                            + " 'public' AND table_type = 'BASE TABLE' ORDER BY table_name")
                    .mapTo(String.class)
                    .list();
            for (String table : tables) {
                text.append(table)
                        .append(h.createQuery(
                                        "SELECT string_agg(t::text, E'\\n' ORDER BY t::text) FROM " + table + " t")
                                .mapTo(String.class)
                                .findOne()
                                .orElse(""));
            }
            return text.toString();
        });
    }

    private ProviderSyncResult outcome(String slug, boolean dryRun) {
        StartedJob job =
                launcher.startProvider(new ProviderSyncRequest(slug, SyncKind.FULL, dryRun, "test", null, true));
        JobOutcome<ProviderSyncResult> outcome =
                launcher.awaitProvider(job, LONG_ENOUGH).orElseThrow();
        ProviderSyncResult result = outcome.result();
        if (result == null) {
            throw new AssertionError("no result: " + outcome);
        }
        return result;
    }

    long count(String sql) {
        return jdbi.withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
    }

    @Override
    public void close() {
        worker.close();
        temporal.close();
        server.close();
        fleet.close();
        CatalogDatabase.drop(database);
    }
}
