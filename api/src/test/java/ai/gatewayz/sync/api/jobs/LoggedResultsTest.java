package ai.gatewayz.sync.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.RunTotals;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LoggedResultsTest {
    private static final StartedJob JOB = new StartedJob("catalog-sync-manual-a", "run-1", true);

    private static Jdbi jdbi;

    @BeforeAll
    static void fill() {
        jdbi = Jdbi.create(CatalogDatabase.create()).installPlugin(new SqlObjectPlugin());
        jdbi.useHandle(handle -> handle.createScript("""
                INSERT INTO sync_runs (job_id, run_id, kind, status, triggered_by, started_at, completed_at, duration_ms,
                    providers, succeeded, failed, skipped, models_fetched, models_synced, models_delisted, errors)
                VALUES ('catalog-sync-manual-a', 'run-1', 'FULL', 'partial', 'api', '2026-11-27T10:00:00Z',
                        '2026-11-27T10:01:00Z', 60000, 4, 3, 1, 0, 0, 0, 0, '[]');
                INSERT INTO pricing_sync_log (provider_slug, kind, job_id, workflow_id, run_id, sync_started_at,
                    sync_completed_at, duration_ms, status, outcome, triggered_by, models_fetched, models_transformed,
                    models_skipped, models_synced, models_new, models_updated, models_unchanged, models_delisted,
                    price_changes, held_changes, error_code, error_message, skip_reasons, fetch_ms, transform_ms, upsert_ms)
                VALUES ('groq', 'FULL', 'catalog-sync-manual-a', 'provider-sync:groq', 'r', '2026-11-27T10:00:10Z',
                        '2026-11-27T10:00:11Z', 800, 'success', 'synced', 'api', 10, 9, 1, 9, 2, 3, 4, 5, 6, 7, NULL, NULL,
                        '{"no_id": 1}', 11, 12, 13),
                       ('xai', 'FULL', 'catalog-sync-manual-a', 'provider-sync:xai', 'r', '2026-11-27T10:00:10Z',
                        '2026-11-27T10:00:11Z', 800, 'failed', 'cancelled', 'api', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'cancelled',
                        'cancelled during fetch', '{}', 1, 0, 0),
                       ('openai', 'FULL', 'catalog-sync-manual-a', 'provider-sync:openai', 'r', '2026-11-26T10:00:10Z',
                        '2026-11-26T10:00:11Z', 800, 'success', 'synced', 'api', 1, 1, 0, 1, 0, 0, 1, 0, 0, 0, NULL, NULL,
                        '{}', 1, 1, 1);
                """).execute());
    }

    private static ProviderSyncResult kept(String slug) {
        return new ProviderSyncResult(
                slug,
                RunOutcome.FAILED,
                false,
                SyncCounts.NONE,
                new TreeMap<>(),
                new SyncError("timeout", "too slow"),
                new StepTimes(0, 0, 0, 0),
                0,
                5,
                List.of());
    }

    private static SyncReport report(boolean dryRun, int providers) {
        return new SyncReport(
                JobStatus.PARTIAL,
                dryRun,
                List.of(kept("near")),
                3,
                60_000,
                0,
                new RunTotals(providers, providers - 1, 1, 0, SyncCounts.NONE));
    }

    @Test
    void complete_addsTheRowsOfThisRun() {
        SyncReport report = new LoggedResults(jdbi).complete(JOB, report(false, 4));

        assertThat(report.results())
                .containsExactly(
                        kept("near"),
                        new ProviderSyncResult(
                                "groq",
                                RunOutcome.SYNCED,
                                false,
                                SyncCounts.read(10, 9, 1)
                                        .withSynced(9)
                                        .withModels(2, 3, 4)
                                        .withDelisted(5)
                                        .withPrices(6, 7),
                                new TreeMap<>(Map.of("no_id", 1L)),
                                null,
                                new StepTimes(11, 12, 13, 0),
                                0,
                                800,
                                List.of()),
                        new ProviderSyncResult(
                                "xai",
                                RunOutcome.FAILED,
                                false,
                                SyncCounts.NONE,
                                new TreeMap<>(),
                                new SyncError("cancelled", "cancelled during fetch"),
                                new StepTimes(1, 0, 0, 0),
                                0,
                                800,
                                List.of()));
        assertThat(report.leftOut()).isEqualTo(1);
        assertThat(report.totals()).isEqualTo(report(false, 4).totals());
    }

    @Test
    void complete_leavesWholeReportsAndDryRunsAsTheyAre() {
        LoggedResults log = new LoggedResults(jdbi);
        assertThat(log.complete(JOB, report(false, 1))).isEqualTo(report(false, 1));
        assertThat(log.complete(JOB, report(true, 4))).isEqualTo(report(true, 4));
        StartedJob unknown = new StartedJob("catalog-sync-manual-a", "another run", true);
        assertThat(log.complete(unknown, report(false, 4))).isEqualTo(report(false, 4));
    }
}
