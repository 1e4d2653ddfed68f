package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.activities.http.EnvironmentKeys;
import ai.gatewayz.sync.activities.http.NotificationClient;
import ai.gatewayz.sync.activities.http.ProviderHttpClient;
import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import ai.gatewayz.sync.activities.notify.Digests;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.registry.ProviderStore;
import ai.gatewayz.sync.migrations.CatalogMigrations;
import ai.gatewayz.sync.migrations.SchemaException;
import ai.gatewayz.sync.workflows.client.SearchAttributeSetup;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.schedule.CronLine;
import ai.gatewayz.sync.workflows.client.schedule.CronWork;
import ai.gatewayz.sync.workflows.tracing.Tracing;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.grpc.StatusRuntimeException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running worker: migrated database, registered providers, polling Temporal workers, health and metrics. */
public final class SyncWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncWorker.class);

    private final HikariDataSource database;
    private final ProviderHttpClient http;
    private final TemporalWorkers workers;
    private final WorkerHttp health;
    private final Closers closers;

    private SyncWorker(
            HikariDataSource database,
            ProviderHttpClient http,
            TemporalWorkers workers,
            WorkerHttp health,
            Closers closers) {
        this.database = database;
        this.http = http;
        this.workers = workers;
        this.health = health;
        this.closers = closers;
    }

    /**
     * Starts everything; the Temporal connection stays the caller's.
     *
     * @throws WorkerStartException when the database, its schema, the Temporal server or the port is not to be had
     */
    public static SyncWorker start(WorkerSettings settings, TemporalConnection temporal) {
        try {
            return open(settings, temporal);
        } catch (HikariPool.PoolInitializationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new WorkerStartException(
                    "DATABASE_URL: no connection to " + settings.database().url() + ": " + cause.getMessage(), e);
        } catch (SchemaException e) {
            throw new WorkerStartException("DATABASE_URL: " + e.getMessage(), e);
        } catch (StatusRuntimeException e) {
            throw new WorkerStartException(
                    "TEMPORAL_ADDRESS: the Temporal server does not serve us: "
                            + e.getStatus().getCode() + "; start it or correct the address, namespace or TLS",
                    e);
        } catch (UncheckedIOException e) {
            throw new WorkerStartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static SyncWorker open(WorkerSettings settings, TemporalConnection temporal) {
        Closers opened = new Closers();
        boolean isStarted = false;
        try {
            SyncWorker worker = assemble(settings, temporal, opened);
            isStarted = true;
            return worker;
        } finally {
            if (!isStarted) {
                opened.close();
            }
        }
    }

    private static SyncWorker assemble(WorkerSettings settings, TemporalConnection temporal, Closers opened) {
        PrometheusMeterRegistry metrics = metrics(temporal);
        // The port comes first: a second worker on it should not have polled meanwhile.
        AtomicReference<TemporalWorkers> running = new AtomicReference<>();
        WorkerHttp health = WorkerHttp.start(settings.http(), metrics, () -> isPolling(running));
        opened.add(health::close);
        ProviderRegistry registry = new ProviderRegistry(Providers.all());
        HikariDataSource database = CatalogDataSource.open(
                settings.database().url(), settings.database().connections());
        opened.add(database::close);
        int migrations = CatalogMigrations.migrate(database);
        Jdbi jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
        new ProviderStore(jdbi).register(registry.all());
        SearchAttributeSetup.register(temporal);
        ProviderHttpClient http = new ProviderHttpClient(settings.fetch(), new EnvironmentKeys(settings.keys()));
        WorkerWiring wiring = new WorkerWiring(settings, registry, jdbi, figures(metrics, registry));
        Closers closers = new Closers();
        Tracing tracing = Tracing.start(settings.tracing(), "catalog-sync-worker");
        closers.add(tracing::close);
        NotificationClient notifications = notifications(settings, closers);
        Relays relays = wiring.relays(notifications);
        closers.add(relays::close);
        Digests digests = wiring.digests(notifications);
        TemporalWorkers workers = TemporalWorkers.start(
                temporal,
                new TemporalWorkers.Work(
                        wiring.databaseActivities(relays, digests),
                        wiring.fetchActivities(http),
                        settings.database().connections(),
                        settings.version()),
                tracing);
        closers.add(PeriodicTasks.start(wiring.tasks(relays, temporal.client(), notifications))::close);
        startSchedules(settings, temporal, digests);
        running.set(workers);
        LOG.info(
                "worker started: {} migrations, {} providers, health on port {}",
                migrations,
                registry.all().size(),
                health.port());
        return new SyncWorker(database, http, workers, health, closers);
    }

    private static void startSchedules(WorkerSettings settings, TemporalConnection temporal, Digests digests) {
        new ScheduleStart(temporal, Clock.systemUTC()).apply(settings.schedules());
        if (settings.schedules().isManaged()) {
            CronLine line = settings.outgoing().alerts().digest();
            if (line != null) {
                digests.begin();
            }
            CronWork.digest(temporal.client()).follow(line);
            CronWork.priceAudit(temporal.client()).follow(settings.schedules().priceAudit());
        }
    }

    private static NotificationClient notifications(WorkerSettings settings, Closers closers) {
        NotificationClient notifications =
                new NotificationClient(settings.fetch().baseUrlTemplate() != null);
        closers.add(notifications::close);
        return notifications;
    }

    private static PrometheusMeterRegistry metrics(TemporalConnection temporal) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        temporal.measureInto(metrics);
        return metrics;
    }

    /** What is counted, each known label with 0. */
    private static SyncMetrics figures(PrometheusMeterRegistry metrics, ProviderRegistry registry) {
        SyncMetrics figures = new SyncMetrics(metrics, InstantSource.system());
        figures.expect(
                registry.all().stream().map(provider -> provider.slug().value()).toList());
        return figures;
    }

    private static boolean isPolling(AtomicReference<TemporalWorkers> running) {
        TemporalWorkers workers = running.get();
        return workers != null && workers.isRunning();
    }

    /** The port of health and metrics. */
    public int port() {
        return health.port();
    }

    /** Stops taking work, lets running steps end for a while, then lets go of everything. */
    @Override
    public void close() {
        health.close();
        workers.close();
        closers.close();
        http.close();
        database.close();
    }
}
