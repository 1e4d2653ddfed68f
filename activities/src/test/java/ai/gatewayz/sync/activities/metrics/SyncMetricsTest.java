package ai.gatewayz.sync.activities.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncKind;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class SyncMetricsTest {
    private static final ProviderSyncRequest SYNC =
            new ProviderSyncRequest("groq", SyncKind.FULL, false, "test", null, true);
    private static final SyncCounts COUNTS =
            SyncCounts.read(10, 8, 2).withSynced(8).withModels(1, 3, 4).withPrices(3, 0);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SyncMetrics metrics =
            new SyncMetrics(registry, InstantSource.fixed(Instant.ofEpochSecond(1_790_000_000)));

    private List<String> lines(String start) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(start))
                .sorted()
                .toList();
    }

    @Test
    void failedProvider_countsAsFailedOnly_andIsNoSuccess() {
        metrics.providerFailed("groq", "provider_unavailable");
        assertThat(lines("provider_sync_total"))
                .containsExactly(
                        "provider_sync_total{error=\"provider_unavailable\",provider=\"groq\",status=\"failed\"} 1.0");
        assertThat(lines("provider_last_success_timestamp")).isEmpty();
        assertThat(lines("pricing_last_sync_timestamp")).isEmpty();
    }

    @Test
    void failedProvider_leavesTheTimeOfTheLastSuccess() {
        metrics.providerSucceeded(SYNC, RunOutcome.SYNCED, COUNTS, new StepTimes(1, 2, 3, 0));
        List<String> before = lines("provider_last_success_timestamp");
        metrics.providerFailed("groq", "timeout");
        assertThat(before).containsExactly("provider_last_success_timestamp{provider=\"groq\"} 1.79E9");
        assertThat(lines("provider_last_success_timestamp")).isEqualTo(before);
        assertThat(lines("pricing_last_sync_timestamp"))
                .containsExactly("pricing_last_sync_timestamp{provider=\"groq\"} 1.79E9");
    }

    @Test
    void successDue_isOneLimitForAll() {
        metrics.successDue(Duration.ofHours(8));
        assertThat(lines("provider_success_due_seconds")).containsExactly("provider_success_due_seconds 28800.0");
        metrics.successDue(Duration.ZERO);
        assertThat(lines("provider_success_due_seconds")).containsExactly("provider_success_due_seconds 0.0");
    }

    @Test
    void priceAuditDue_isInSeconds() {
        metrics.priceAuditDue(Duration.ofHours(26));
        assertThat(lines("price_audit_due_seconds")).containsExactly("price_audit_due_seconds 93600.0");
    }

    @Test
    void succeededProvider_countsModelsAndTimes() {
        metrics.providerSucceeded(SYNC, RunOutcome.SYNCED, COUNTS, new StepTimes(1_500, 20, 300, 0));
        assertThat(lines("provider_sync_total"))
                .containsExactly("provider_sync_total{error=\"none\",provider=\"groq\",status=\"synced\"} 1.0");
        assertThat(lines("pricing_models_synced_total"))
                .containsExactly(
                        "pricing_models_synced_total{provider=\"groq\",status=\"skipped\"} 2.0",
                        "pricing_models_synced_total{provider=\"groq\",status=\"unchanged\"} 4.0",
                        "pricing_models_synced_total{provider=\"groq\",status=\"updated\"} 3.0");
        assertThat(lines("price_changes_total"))
                .containsExactly("price_changes_total{kind=\"change\",provider=\"groq\"} 3.0");
        assertThat(lines("provider_sync_duration_seconds_sum"))
                .containsExactly(
                        "provider_sync_duration_seconds_sum{provider=\"groq\",step=\"fetch\"} 1.5",
                        "provider_sync_duration_seconds_sum{provider=\"groq\",step=\"transform\"} 0.02",
                        "provider_sync_duration_seconds_sum{provider=\"groq\",step=\"upsert\"} 0.3");
        assertThat(lines("provider_sync_duration_seconds_bucket{provider=\"groq\",step=\"fetch\",le=\"600.0\"}"))
                .hasSize(1);
    }

    @Tag("G21")
    @Test
    void endedRuns_haveTheirOwnNames() {
        metrics.runEnded(run(SyncKind.FULL, "schedule"), JobStatus.COMPLETED, Duration.ofSeconds(40));
        metrics.runEnded(run(SyncKind.FULL, "schedule"), JobStatus.FAILED, Duration.ofSeconds(2));
        metrics.runEnded(run(SyncKind.PRICES, "api"), JobStatus.PARTIAL, Duration.ofSeconds(3));
        metrics.runEnded(run(SyncKind.FULL, "schedule"), JobStatus.CANCELLED, Duration.ofSeconds(1));

        assertThat(lines("sync_runs_total"))
                .containsExactly(
                        "sync_runs_total{kind=\"full\",status=\"cancelled\"} 1.0",
                        "sync_runs_total{kind=\"full\",status=\"completed\"} 1.0",
                        "sync_runs_total{kind=\"full\",status=\"failed\"} 1.0",
                        "sync_runs_total{kind=\"prices\",status=\"partial\"} 1.0");
        assertThat(lines("pricing_scheduled_sync_runs_total"))
                .containsExactly(
                        "pricing_scheduled_sync_runs_total{status=\"failed\"} 2.0",
                        "pricing_scheduled_sync_runs_total{status=\"success\"} 2.0");
        assertThat(lines("sync_duration_seconds_count"))
                .containsExactly(
                        "sync_duration_seconds_count{kind=\"full\"} 3",
                        "sync_duration_seconds_count{kind=\"prices\"} 1");
        assertThat(lines("pricing_scheduled_sync_duration_seconds_sum"))
                .containsExactly("pricing_scheduled_sync_duration_seconds_sum 46.0");
        assertThat(lines("pricing_scheduled_sync_duration_seconds_bucket{le=\"600.0\"}"))
                .containsExactly("pricing_scheduled_sync_duration_seconds_bucket{le=\"600.0\"} 4");
    }

    @Test
    void failedPricingSync_countsAsFailedOnly() {
        metrics.runEnded(run(SyncKind.PRICES, "schedule"), JobStatus.FAILED, Duration.ofSeconds(2));

        assertThat(lines("pricing_scheduled_sync_runs_total"))
                .containsExactly("pricing_scheduled_sync_runs_total{status=\"failed\"} 1.0");
        assertThat(lines("sync_runs_total")).containsExactly("sync_runs_total{kind=\"prices\",status=\"failed\"} 1.0");
        assertThat(lines("pricing_last_sync_timestamp")).isEmpty();
    }

    @Test
    void fullSyncByHand_isNoScheduledOne() {
        metrics.runEnded(run(SyncKind.FULL, "alice"), JobStatus.COMPLETED, Duration.ofSeconds(2));

        assertThat(lines("pricing_scheduled_sync")).isEmpty();
        assertThat(lines("sync_runs_total")).containsExactly("sync_runs_total{kind=\"full\",status=\"completed\"} 1.0");
    }

    private static CatalogSyncRequest run(SyncKind kind, String triggeredBy) {
        return new CatalogSyncRequest(kind, List.of(), false, triggeredBy, 8);
    }

    @Test
    void whatIsExpected_isThereWithZeroFromTheStart() {
        metrics.expect(List.of("groq", "xai"));

        assertThat(lines("provider_sync_total{error=\"provider_unavailable\""))
                .containsExactly(
                        "provider_sync_total{error=\"provider_unavailable\",provider=\"groq\",status=\"failed\"} 0.0",
                        "provider_sync_total{error=\"provider_unavailable\",provider=\"xai\",status=\"failed\"} 0.0");
        assertThat(lines("provider_sync_total")).hasSize(2 * 18);
        assertThat(lines("sync_runs_total"))
                .hasSize(10)
                .contains("sync_runs_total{kind=\"full\",status=\"failed\"} 0.0")
                .allMatch(line -> line.endsWith(" 0.0"));
        assertThat(lines("pricing_scheduled_sync_runs_total"))
                .containsExactly(
                        "pricing_scheduled_sync_runs_total{status=\"failed\"} 0.0",
                        "pricing_scheduled_sync_runs_total{status=\"success\"} 0.0");
        assertThat(lines("cache_invalidations_total"))
                .hasSize(4)
                .contains("cache_invalidations_total{status=\"failed\",target=\"redis\"} 0.0");
        // Nobody knows when they last succeeded, and 0 would say 1970.
        assertThat(lines("provider_last_success_timestamp")).isEmpty();
    }

    @Test
    void everyMetric_hasATextOfHelp() {
        metrics.expect(List.of("groq"));
        metrics.providerSucceeded(SYNC, RunOutcome.SYNCED, COUNTS, new StepTimes(1, 2, 3, 0));
        metrics.successDue(Duration.ofHours(8));
        metrics.priceAuditDue(Duration.ofHours(26));
        metrics.clockSkew(Duration.ZERO);

        List<String> names =
                lines("# TYPE ").stream().map(line -> line.split(" ", -1)[2]).toList();
        assertThat(names).hasSizeGreaterThanOrEqualTo(14);
        for (String name : names) {
            assertThat(lines("# HELP " + name + " "))
                    .as(name)
                    .singleElement()
                    .asString()
                    .matches("# HELP " + name + " [A-Z].{15,}");
        }
    }

    @Test
    void names_haveNoDoubledSuffix() {
        metrics.providerSucceeded(SYNC, RunOutcome.SYNCED, COUNTS, new StepTimes(1, 2, 3, 0));
        metrics.runEnded(run(SyncKind.FULL, "schedule"), JobStatus.COMPLETED, Duration.ofSeconds(40));
        assertThat(registry.scrape()).doesNotContain("total_total").doesNotContain("seconds_seconds");
    }
}
