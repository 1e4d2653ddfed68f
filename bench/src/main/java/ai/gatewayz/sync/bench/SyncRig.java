package ai.gatewayz.sync.bench;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.embedded.EmbeddedDatabase;
import ai.gatewayz.sync.cli.embedded.TemporalRuntime;
import ai.gatewayz.sync.migrations.DatabaseUrl;
import ai.gatewayz.sync.simulator.FleetOptions;
import ai.gatewayz.sync.simulator.ProviderFleet;
import ai.gatewayz.sync.worker.CatalogDataSource;
import ai.gatewayz.sync.worker.SyncWorker;
import ai.gatewayz.sync.worker.WorkerSettings;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncReport;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** The whole product in this process, on a fresh database, with a frozen fleet of simulated providers. */
final class SyncRig implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);
    /** The first of the list are the providers of the system that this one replaces; the bars are set for them. */
    static final List<Provider> PROVIDERS =
            Providers.all().stream().limit(34).filter(Provider::isSupported).toList();

    private static final List<String> SLUGS =
            PROVIDERS.stream().map(provider -> provider.slug().value()).toList();

    private final ProviderFleet fleet;
    private final EmbeddedDatabase database;
    private final TemporalRuntime temporal;
    private final SyncWorker worker;
    private final SyncLauncher launcher;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    SyncRig(String mode, DataDirectory data, int models) throws IOException {
        Map<String, String> environment = SyncBench.environment(mode);
        fleet = ProviderFleet.start(FleetOptions.defaults().withFrozen(true).withTotalModels(models));
        database = EmbeddedDatabase.start(data);
        temporal = TemporalRuntime.start(environment, data);
        environment.put("DATABASE_URL", database.url());
        environment.put("PROVIDER_BASE_URL_TEMPLATE", fleet.baseUrlTemplate());
        worker = SyncWorker.start(WorkerSettings.from(environment), temporal.connection());
        launcher = new SyncLauncher(temporal.connection().client());
        pool = CatalogDataSource.open(DatabaseUrl.parse(database.url()), 2);
        jdbi = Jdbi.create(pool).installPlugin(new SqlObjectPlugin());
    }

    ProviderFleet fleet() {
        return fleet;
    }

    String databaseUrl() {
        return database.url();
    }

    TemporalConnection connection() {
        return temporal.connection();
    }

    Jdbi jdbi() {
        return jdbi;
    }

    void changePercent(int percent) {
        int changed = fleet.change(percent);
        if (changed == 0) {
            throw new IllegalStateException("the fleet changed nothing");
        }
    }

    Measurement measure(Runnable before) {
        before.run();
        jdbi.useHandle(handle -> handle.execute("VACUUM catalog_models, model_pricing"));
        jdbi.useHandle(handle -> handle.execute("CHECKPOINT"));
        long wal = wal();
        long start = System.nanoTime();
        SyncReport report = sync();
        long millis = (System.nanoTime() - start) / 1_000_000;
        long walBytes = wal() - wal;
        long models = report.totals().counts().synced();
        return new Measurement(millis, models, walBytes, deadTuples(), rss());
    }

    private SyncReport sync() {
        StartedJob job = launcher.startCatalog(
                new CatalogSyncRequest(SyncKind.FULL, SLUGS, false, "bench", 8),
                UUID.randomUUID().toString());
        JobOutcome<SyncReport> outcome = launcher.awaitCatalog(job, LONG_ENOUGH).orElseThrow();
        SyncReport report = outcome.result();
        if (report == null || report.status() != JobStatus.COMPLETED) {
            throw new IllegalStateException("the sync did not complete: " + outcome);
        }
        return report;
    }

    private long wal() {
        return number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
    }

    private long deadTuples() {
        jdbi.useHandle(handle -> handle.execute("SELECT pg_stat_force_next_flush()"));
        jdbi.useHandle(handle -> handle.execute("CREATE EXTENSION IF NOT EXISTS pgstattuple"));
        return number("SELECT (pgstattuple('catalog_models')).dead_tuple_count"
                + " + (pgstattuple('model_pricing')).dead_tuple_count");
    }

    private long number(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static long rss() {
        try {
            return Files.readString(Path.of("/proc/self/status"), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // Only Linux tells it this way; elsewhere the column is 0.
            return 0;
        }
    }

    @Override
    public void close() {
        pool.close();
        worker.close();
        temporal.close();
        database.close();
        fleet.close();
    }
}
