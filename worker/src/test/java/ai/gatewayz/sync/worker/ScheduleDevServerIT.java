package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.migrations.WrittenRows;
import ai.gatewayz.sync.simulator.ProviderFleet;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.client.schedule.Cadence;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleIds;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleView;
import ai.gatewayz.sync.workflows.client.schedule.SyncSchedules;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Schedules on a real server: what operators do to them, with our calls and with the temporal program, stays. */
@Timeout(120)
final class ScheduleDevServerIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** As README.md says. */
    private static final String[] STARTS_OPENROUTER = {
        "workflow",
        "start",
        "--type",
        "ProviderSync",
        "--task-queue",
        "catalog-sync",
        "--workflow-id",
        "provider-sync:openrouter",
        "--id-conflict-policy",
        "UseExisting",
        "--input",
        "{\"provider\":\"openrouter\",\"named\":true}"
    };

    @TempDir
    static Path folder;

    private static RealTemporal temporal;
    private static SyncSchedules schedules;

    @BeforeAll
    static void startServer() {
        temporal = RealTemporal.start(folder);
        schedules = new SyncSchedules(temporal.connection, Clock.systemUTC());
    }

    @AfterAll
    static void stopServer() {
        if (temporal != null) {
            temporal.close();
        }
    }

    @AfterEach
    void removeSchedules() {
        ScheduleIds.ALL.forEach(schedules::remove);
    }

    /** What every start of a worker does. */
    private static void deploy(Map<String, String> environment) {
        new ScheduleStart(temporal.connection, Clock.systemUTC())
                .apply(ScheduleSettings.from(new EnvironmentReader(environment)));
    }

    private static ScheduleView view(String id) {
        return schedules.find(id).orElseThrow();
    }

    @Test
    void deploy_makesBothSchedules() {
        deploy(Map.of());

        assertThat(schedules.list()).extracting(ScheduleView::id).containsExactly("catalog-sync", "pricing-sync");
        ScheduleView full = view(ScheduleIds.CATALOG);
        assertThat(full.kind()).isEqualTo("full");
        assertThat(full.cron()).isEqualTo("7 */6 * * *");
        assertThat(full.intervalHours()).isEqualTo(6);
        assertThat(full.overlap()).isEqualTo("buffer_one");
        assertThat(full.timeoutSeconds()).isEqualTo(320 * 60);
        assertThat(full.nextRuns()).hasSize(5);
        ScheduleView pricing = view(ScheduleIds.PRICING);
        assertThat(pricing.kind()).isEqualTo("prices");
        assertThat(pricing.cron()).isEqualTo("37 3-23/6 * * *");
        assertThat(pricing.overlap()).isEqualTo("skip");
        assertThat(pricing.enabled()).isTrue();
    }

    @Test
    void pauseAndChange_surviveTheNextDeploy() {
        deploy(Map.of());
        schedules.change(ScheduleIds.PRICING, Cadence.cron("9 */2 * * *"), null, "twice as often");
        schedules.pause(ScheduleIds.PRICING, "provider maintenance");

        deploy(Map.of());

        ScheduleView kept = view(ScheduleIds.PRICING);
        assertThat(kept.cron()).isEqualTo("9 */2 * * *");
        assertThat(kept.intervalHours()).isEqualTo(2);
        assertThat(kept.timeoutSeconds()).isEqualTo(110 * 60);
        assertThat(kept.enabled()).isFalse();
        assertThat(kept.note()).isEqualTo("provider maintenance");
        assertThat(kept.nextRuns()).isEmpty();
    }

    @Test
    void anotherConfiguration_changesOnlyWhatIsOtherInIt() {
        deploy(Map.of());
        schedules.pause(ScheduleIds.PRICING, "maintenance");
        deploy(Map.of("PRICING_SYNC_INTERVAL_HOURS", "5"));
        assertThat(view(ScheduleIds.PRICING).intervalHours()).isEqualTo(5);
        assertThat(view(ScheduleIds.PRICING).cron()).isNull();
        assertThat(view(ScheduleIds.PRICING).enabled()).isFalse();

        schedules.change(ScheduleIds.PRICING, Cadence.cron("9 */2 * * *"), true, "mine");
        deploy(Map.of("PRICING_SYNC_INTERVAL_HOURS", "5", "PRICING_SYNC_PROVIDERS", "groq"));
        assertThat(view(ScheduleIds.PRICING).cron()).isEqualTo("9 */2 * * *");
        assertThat(view(ScheduleIds.PRICING).providers()).containsExactly("groq");
        assertThat(view(ScheduleIds.PRICING).enabled()).isTrue();
    }

    @Test
    void switchInTheConfiguration_turnsTheSchedule_butNotAPauseOfSomebodyElse() {
        deploy(Map.of("PRICING_SYNC_ENABLED", "false"));
        assertThat(view(ScheduleIds.PRICING).enabled()).isFalse();
        deploy(Map.of());
        assertThat(view(ScheduleIds.PRICING).enabled()).isTrue();
        deploy(Map.of("PRICING_SYNC_ENABLED", "false"));
        schedules.pause(ScheduleIds.PRICING, "and I mean it");
        deploy(Map.of());
        assertThat(view(ScheduleIds.PRICING).enabled()).isFalse();
    }

    @Test
    void tiers_comeAndGoWithTheirSwitch() {
        deploy(Map.of("MODEL_SYNC_TIERS_ENABLED", "true"));
        assertThat(view(ScheduleIds.CATALOG).cron()).isEqualTo("0 2 * * *");
        assertThat(view(ScheduleIds.TIER_15_MINUTES).cron()).isEqualTo("3-59/15 * * * *");
        assertThat(view(ScheduleIds.TIER_15_MINUTES).providers()).containsExactly("tier:every_15_minutes");
        assertThat(view(ScheduleIds.TIER_15_MINUTES).timeoutSeconds()).isEqualTo(810);
        assertThat(view(ScheduleIds.TIER_HOUR).providers()).containsExactly("tier:hourly");
        assertThat(view(ScheduleIds.TIER_4_HOURS).providers()).containsExactly("tier:every_4_hours");

        deploy(Map.of());

        assertThat(schedules.list()).extracting(ScheduleView::id).containsExactly("catalog-sync", "pricing-sync");
        assertThat(view(ScheduleIds.CATALOG).cron()).isEqualTo("7 */6 * * *");
    }

    @Test
    void temporalProgram_worksAsTheReadmeSays() throws Exception {
        deploy(Map.of());
        assertThat(temporal.command("schedule", "describe", "-s", "pricing-sync"))
                .contains("CatalogSync");
        temporal.command("schedule", "toggle", "-s", "pricing-sync", "--pause", "--reason", "maintenance");
        assertThat(view(ScheduleIds.PRICING).enabled()).isFalse();
        assertThat(view(ScheduleIds.PRICING).note()).isEqualTo("maintenance");
        deploy(Map.of());
        assertThat(view(ScheduleIds.PRICING).enabled()).isFalse();
        temporal.command("schedule", "toggle", "-s", "pricing-sync", "--unpause", "--reason", "done");
        assertThat(view(ScheduleIds.PRICING).enabled()).isTrue();
        // The server lists it shortly afterwards; every look starts a program.
        Instant limit = Instant.now().plus(LIMIT);
        String listed = temporal.command("schedule", "list");
        while (!listed.contains("pricing-sync") && Instant.now().isBefore(limit)) {
            listed = temporal.command("schedule", "list");
        }
        assertThat(listed).contains("pricing-sync");
    }

    @Test
    void trigger_isOneRunWithTwoWorkers_andAHundredStartsOfOneProviderAreOne() throws Exception {
        DataSource database = CatalogDatabase.create();
        try (ProviderFleet fleet = ProviderFleet.startFrozen(600, 1);
                SyncWorker one = worker(database, fleet);
                SyncWorker two = worker(database, fleet)) {
            assertThat(one.port()).isNotEqualTo(two.port());
            temporal.command("schedule", "trigger", "-s", "pricing-sync");
            WrittenRows.await(database, LIMIT, () -> count(database, "SELECT count(*) FROM sync_runs") == 1);
            assertThat(count(database, "SELECT count(*) FROM sync_runs WHERE kind = 'PRICES' AND providers = 2"))
                    .isEqualTo(1);
            assertThat(count(database, "SELECT count(*) FROM pricing_sync_log")).isEqualTo(2);
            assertThat(view(ScheduleIds.PRICING).runs()).isEqualTo(1);
            assertThat(view(ScheduleIds.PRICING).lastRun())
                    .satisfies(last -> assertThat(String.valueOf(last)).contains("pricing-sync-20"));

            temporal.command(STARTS_OPENROUTER);
            WrittenRows.await(
                    database,
                    LIMIT,
                    () -> count(
                                    database,
                                    "SELECT count(*) FROM pricing_sync_log WHERE kind = 'FULL' AND outcome = 'synced'"
                                            + " AND job_id = 'provider-sync:openrouter'")
                            == 1);
            assertThat(count(
                            database,
                            "SELECT count(*) FROM catalog_models m JOIN providers p ON p.id = m.provider_id"
                                    + " WHERE p.slug = 'openrouter' AND m.is_active"))
                    .isEqualTo(fleet.modelCount("openrouter"));

            fleet.faults().set("groq", "delay=3000");
            Set<StartedJob> jobs = startAHundredTimes();
            fleet.faults().clear();
            assertThat(jobs).extracting(StartedJob::jobId).containsOnly("provider-sync:groq");
            assertThat(jobs.stream().map(StartedJob::runId).distinct()).hasSize(1);
            assertThat(jobs.stream().filter(job -> !job.alreadyRunning())).hasSize(1);
            // The next test's worker would take over what still runs.
            WrittenRows.await(
                    database,
                    LIMIT,
                    () -> count(database, "SELECT count(*) FROM pricing_sync_log WHERE job_id = 'provider-sync:groq'")
                            == 1);
        }
    }

    /** The set holds the one start and the one answer of all who joined. */
    private static Set<StartedJob> startAHundredTimes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            SyncLauncher launcher = new SyncLauncher(temporal.connection.client());
            Callable<StartedJob> start = () ->
                    launcher.startProvider(new ProviderSyncRequest("groq", SyncKind.PRICES, false, "test", null, true));
            Set<StartedJob> jobs = new HashSet<>();
            for (Future<StartedJob> job : threads.invokeAll(java.util.Collections.nCopies(100, start))) {
                jobs.add(job.get());
            }
            return jobs;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void backfill_makesUpForTheRunsOfASpan() throws Exception {
        DataSource database = CatalogDatabase.create();
        try (ProviderFleet fleet = ProviderFleet.startFrozen(600, 1);
                SyncWorker worker = worker(database, fleet)) {
            assertThat(worker.port()).isPositive();
            Instant end = Instant.now().minus(Duration.ofHours(1));
            schedules.backfill(ScheduleIds.PRICING, end.minus(Duration.ofHours(12)), end);
            WrittenRows.await(database, LIMIT, () -> count(database, "SELECT count(*) FROM sync_runs") == 2);
            // Two runs that overlap share their providers' syncs.
            assertThat(count(
                            database,
                            "SELECT count(DISTINCT provider_slug) FROM pricing_sync_log WHERE outcome IN"
                                    + " ('not_modified', 'synced')"))
                    .isEqualTo(2);
        }
    }

    private static SyncWorker worker(DataSource database, ProviderFleet fleet) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", CatalogDatabase.url(database));
        environment.put("WORKER_PORT", "0");
        environment.put("PROVIDER_BASE_URL_TEMPLATE", fleet.baseUrlTemplate());
        environment.put("PRICING_SYNC_PROVIDERS", "groq,openrouter");
        environment.put("MODEL_SYNC_ENABLED", "false");
        return SyncWorker.start(WorkerSettings.from(environment), temporal.connection);
    }

    private static long count(DataSource database, String sql) {
        return Jdbi.create(database)
                .withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
    }

    @Test
    void workflowStart_worksAsTheReadmeSays() throws IOException, InterruptedException {
        assertThat(temporal.command(STARTS_OPENROUTER)).contains("provider-sync:openrouter");
        temporal.command("workflow", "terminate", "--workflow-id", "provider-sync:openrouter");
    }
}
