package ai.gatewayz.sync.activities.runs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.stage.CatalogFixture;
import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.RunRecord;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncReport;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RunLogTest {
    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    private static ProviderSyncResult result(String slug, RunOutcome status, @Nullable SyncError error) {
        return new ProviderSyncResult(
                slug,
                status,
                false,
                SyncCounts.read(10, 9, 1).withSynced(9).withModels(0, 0, 9).withDelisted(2),
                new TreeMap<>(),
                error,
                new StepTimes(0, 0, 0, 0),
                0,
                0,
                List.of());
    }

    @Test
    void insert_writesOneRowPerRun() {
        SyncReport report = new SyncReport(
                JobStatus.PARTIAL,
                false,
                List.of(
                        result("a", RunOutcome.SYNCED, null),
                        result("b", RunOutcome.NOT_MODIFIED, null),
                        result("c", RunOutcome.FAILED, new SyncError("timeout", "it's \"slow\"")),
                        result("d", RunOutcome.SKIPPED, new SyncError("not_configured", "no key"))),
                3,
                1_234);
        RunRecord record = new RunRecord(
                new CatalogSyncRequest(SyncKind.FULL, List.of(), false, "alice", 8),
                report,
                "partial",
                1_790_000_000_123L,
                null,
                RunRecord.errorsOf(report.results()));
        RunLog log = new RunLog(catalog.jdbi);
        log.insert("catalog-sync-1", "run", record);
        log.insert("catalog-sync-1", "run", record);

        assertThat(catalog.texts("SELECT concat_ws(' ', job_id, run_id, kind, status, triggered_by,"
                        + " (extract(epoch FROM started_at) * 1000)::bigint, duration_ms, providers, succeeded, failed,"
                        + " skipped, models_fetched, models_synced, models_delisted, errors::text) FROM sync_runs"))
                .containsExactly("catalog-sync-1 run FULL partial alice 1790000000123 1234 4 2 1 1 40 36 8"
                        + " [{\"code\": \"timeout\", \"error\": \"it's \\\"slow\\\"\", \"provider\": \"c\"},"
                        + " {\"code\": \"not_configured\", \"error\": \"no key\", \"provider\": \"d\"}]");
    }
}
