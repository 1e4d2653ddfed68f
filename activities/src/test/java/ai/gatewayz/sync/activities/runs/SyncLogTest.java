package ai.gatewayz.sync.activities.runs;

import static ai.gatewayz.sync.activities.stage.SampleModels.models;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.stage.CatalogFixture;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.model.FailureRecord;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SyncLogTest {
    private static final StepTimes TIMES = new StepTimes(42, 0, 0, 0);
    private static final SyncCounts FETCHED = SyncCounts.read(7, 5, 2);
    private static final String STATE = "SELECT concat_ws(' ', applied_fence, consecutive_failures,"
            + " coalesce(last_error_code, '-'), last_failure_at IS NOT NULL) FROM provider_sync_state s JOIN providers p"
            + " ON p.id = s.provider_id WHERE slug = 'openrouter'";
    private static final String HEALTH = "SELECT health_status FROM providers WHERE slug = 'openrouter'";

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    private SyncLog log;

    @BeforeEach
    void connect() {
        log = new SyncLog(catalog.jdbi);
    }

    private static ProviderSyncRequest request(boolean dryRun) {
        return new ProviderSyncRequest(CatalogFixture.SLUG, SyncKind.FULL, dryRun, "schedule", "catalog-sync-1", false);
    }

    private static RunRef run(String runId) {
        return new RunRef("provider-sync:openrouter", runId, CatalogFixture.SLUG);
    }

    private static FailureRecord failure(String code, boolean cancelled, long startedAt) {
        ProviderSyncRequest sync = request(false);
        return new FailureRecord(
                sync,
                new ProviderSyncResult(
                        sync.provider(),
                        RunOutcome.FAILED,
                        false,
                        FETCHED,
                        new TreeMap<>(Map.of("no_id", 2L)),
                        new SyncError(code, "it's \"down\""),
                        new StepTimes(1, 2, 3, 0),
                        0,
                        400,
                        List.of()),
                cancelled,
                startedAt);
    }

    @Test
    void confirm_movesTheFenceAndLogsTheCountsOfTheAppliedRun() {
        catalog.sync(models(3));
        List<String> before = catalog.rows("catalog_models");
        Optional<SyncCounts> counts = log.confirm(request(false), run("r1"), TIMES, 9, CatalogFixture.SHA);

        assertThat(counts).contains(SyncCounts.read(3, 3, 0).withSynced(3).withModels(0, 0, 3));
        assertThat(catalog.text(STATE)).isEqualTo("9 0 - f");
        assertThat(catalog.text("SELECT concat_ws(' ', job_id, workflow_id, run_id, status, outcome, models_fetched,"
                        + " models_synced, models_new, models_unchanged, fetch_ms, fence) FROM pricing_sync_log WHERE"
                        + " run_id = 'r1'"))
                .isEqualTo("catalog-sync-1 provider-sync:openrouter r1 success not_modified 3 3 0 3 42 9");
        assertThat(catalog.rows("catalog_models")).isEqualTo(before);
        assertThat(catalog.number("SELECT generation FROM catalog_generation")).isEqualTo(1);
    }

    @Test
    void confirm_refuses_whenAnotherBodyIsApplied() {
        catalog.sync(models(3));
        assertThat(log.confirm(request(false), run("r1"), TIMES, 9, "cd".repeat(32)))
                .isEmpty();
        assertThat(catalog.text(STATE)).isEqualTo("1 0 - f");
        assertThat(catalog.number("SELECT count(*) FROM pricing_sync_log")).isEqualTo(1);
    }

    @Test
    void confirm_refuses_whenALaterFetchWasApplied() {
        catalog.sync(models(3));
        catalog.sync(models(3));
        assertThat(log.confirm(request(false), run("r1"), TIMES, 1, CatalogFixture.SHA))
                .isEmpty();
        assertThat(catalog.text(STATE)).isEqualTo("2 0 - f");
    }

    @Test
    void confirm_dryRun_changesNothing() {
        catalog.sync(models(3));
        Map<String, List<String>> before = catalog.dump();
        assertThat(log.confirm(request(true), run("r1"), TIMES, 9, CatalogFixture.SHA))
                .contains(SyncCounts.read(3, 3, 0).withSynced(3).withModels(0, 0, 3));
        assertThat(catalog.dump()).isEqualTo(before);
    }

    @Test
    void confirm_asARetryWithALaterFetch_logsOnce() {
        catalog.sync(models(3));
        log.confirm(request(false), run("r1"), TIMES, 9, CatalogFixture.SHA);
        assertThat(log.confirm(request(false), run("r1"), TIMES, 10, CatalogFixture.SHA))
                .isPresent();
        assertThat(catalog.number("SELECT count(*) FROM pricing_sync_log WHERE run_id = 'r1'"))
                .isEqualTo(1);
    }

    @Tag("G21")
    @Test
    void failed_logsTheFailureAndLeavesTheLastSuccess() {
        catalog.sync(models(3));
        String success = "SELECT last_success_at::text FROM provider_sync_state WHERE applied_fence > 0";
        String before = catalog.text(success);
        log.failed(failure("provider_unavailable", false, 1_790_000_000_123L), run("r1"));

        assertThat(catalog.text("SELECT concat_ws(' ', status, outcome, models_fetched, models_transformed,"
                        + " models_skipped, models_synced, errors, error_code, error_message, skip_reasons::text, fetch_ms,"
                        + " transform_ms, upsert_ms, fence IS NULL, (extract(epoch FROM sync_started_at) * 1000)::bigint)"
                        + " FROM pricing_sync_log WHERE run_id = 'r1'"))
                .isEqualTo("failed failed 7 5 2 0 1 provider_unavailable it's \"down\" {\"no_id\": 2} 1 2 3 t"
                        + " 1790000000123");
        assertThat(catalog.text(STATE)).isEqualTo("1 1 provider_unavailable t");
        assertThat(catalog.text(success)).isEqualTo(before);
    }

    @Tag("G22")
    @Test
    void failed_storesDurationsInMilliseconds() {
        long now = System.currentTimeMillis();
        log.failed(failure("timeout", false, now - 400), run("short"));
        log.failed(failure("timeout", false, now - 37_910), run("long"));

        String duration = "SELECT duration_ms FROM pricing_sync_log WHERE run_id = ";
        assertThat(catalog.number(duration + "'short'")).isBetween(400L, 5_400L);
        assertThat(catalog.number(duration + "'long'")).isBetween(37_910L, 42_910L);
    }

    @Test
    void failed_asARetry_countsOnce() {
        log.failed(failure("timeout", false, 0), run("r1"));
        Map<String, List<String>> before = catalog.dump();
        log.failed(failure("timeout", false, 0), run("r1"));
        assertThat(catalog.dump()).isEqualTo(before);
    }

    @Test
    void failed_degradesOnceAndIsDownAfterThree_untilASuccess() {
        catalog.sync(models(3));
        for (String run : List.of("r1", "r2")) {
            log.failed(failure("timeout", false, 0), run(run));
            assertThat(catalog.text(HEALTH)).isEqualTo("degraded");
        }
        log.failed(failure("provider_auth_failed", false, 0), run("r3"));
        assertThat(catalog.text(HEALTH)).isEqualTo("down");
        log.failed(failure("timeout", false, 0), run("r4"));
        assertThat(catalog.text(HEALTH)).isEqualTo("down");
        catalog.sync(models(3));
        assertThat(catalog.text(HEALTH)).isEqualTo("healthy");
        assertThat(catalog.text(STATE)).isEqualTo("2 0 - t");

        assertThat(catalog.texts("SELECT type || ' ' || (after->>'reason') || ' ' || job_id FROM change_events WHERE"
                        + " type LIKE 'provider.%' ORDER BY seq"))
                .containsExactly(
                        "provider.degraded timeout catalog-sync-1",
                        "provider.degraded provider_auth_failed catalog-sync-1",
                        "provider.recovered its list can be had again, and is complete provider-sync:openrouter");
    }

    @Test
    void cancelled_isLoggedButNotHeldAgainstTheProvider() {
        log.failed(failure("cancelled", true, 0), run("r1"));

        assertThat(catalog.text("SELECT status || ' ' || outcome FROM pricing_sync_log"))
                .isEqualTo("failed cancelled");
        assertThat(catalog.text(STATE)).isEqualTo("0 0 - f");
        assertThat(catalog.text(HEALTH)).isEqualTo("unknown");
    }
}
