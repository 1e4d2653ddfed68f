package ai.gatewayz.sync.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.WorkflowHarness;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.RunError;
import ai.gatewayz.sync.workflows.model.RunRecord;
import ai.gatewayz.sync.workflows.model.RunTotals;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncProgress;
import ai.gatewayz.sync.workflows.model.SyncReport;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More providers than rows go through Temporal: the run ends as it would with few, and is recorded. */
final class ManyProvidersTest {
    private static final int PROVIDERS = 1_000;

    private static CatalogSyncRequest request() {
        return new CatalogSyncRequest(SyncKind.FULL, List.of(), false, "test", 64);
    }

    private static List<String> slugs() {
        return IntStream.range(0, PROVIDERS)
                .mapToObj(number -> String.format(Locale.ROOT, "provider-%03d", number))
                .toList();
    }

    @Test
    @Timeout(120)
    void aThousandProviders_endInAReportThatFits() {
        try (WorkflowHarness harness = WorkflowHarness.start()) {
            harness.activities.providers = slugs();
            harness.activities.fetch = request -> switch (request.provider()) {
                case "provider-998" -> FakeActivities.skipped();
                case "provider-999" -> throw FakeActivities.permanent(FailureTypes.PROVIDER_AUTH_FAILED);
                default -> FakeActivities.notModified();
            };
            StartedJob job = harness.launcher.startCatalog(request(), "many");
            JobOutcome<SyncReport> outcome = harness.launcher
                    .awaitCatalog(job, WorkflowHarness.LONG_ENOUGH)
                    .orElseThrow();

            assertThat(outcome.status()).isEqualTo(JobStatus.PARTIAL);
            SyncReport report = Objects.requireNonNull(outcome.result());
            SyncCounts all = IntStream.range(0, 998)
                    .mapToObj(n -> FakeActivities.COUNTS)
                    .reduce(SyncCounts.NONE, SyncCounts::plus);
            assertThat(report.totals()).isEqualTo(new RunTotals(PROVIDERS, 998, 1, 1, all));
            assertThat(report.leftOut())
                    .isPositive()
                    .isEqualTo(PROVIDERS - report.results().size());
            assertThat(report.results())
                    .hasSizeGreaterThan(200)
                    .extracting(ProviderSyncResult::provider)
                    .isSorted()
                    .startsWith("provider-000", "provider-001")
                    .endsWith("provider-998", "provider-999");
            assertThat(report.results())
                    .filteredOn(result -> !result.status().isGood())
                    .extracting(ProviderSyncResult::status)
                    .containsExactly(RunOutcome.SKIPPED, RunOutcome.FAILED);
            isRecorded(harness.activities.runs, report);
            isShown(harness.stub(job).query("getProgress", SyncProgress.class));
        }
    }

    private static void isRecorded(List<RunRecord> runs, SyncReport report) {
        assertThat(runs).hasSize(1);
        RunRecord record = runs.get(0);
        assertThat(record.end()).isEqualTo(JobStatus.PARTIAL);
        assertThat(record.report()).isEqualTo(report.withResults(List.of()));
        assertThat(record.errors())
                .containsExactly(
                        new RunError("provider-998", new SyncError("not_configured", "no key")),
                        new RunError("provider-999", new SyncError("provider_auth_failed", "told by the fake")));
    }

    private static void isShown(SyncProgress progress) {
        assertThat(progress.done()).isEqualTo(PROVIDERS);
        assertThat(progress.total()).isEqualTo(PROVIDERS);
        assertThat(progress.providers()).hasSizeBetween(200, PROVIDERS - 1).anySatisfy(row -> assertThat(row.provider())
                .isEqualTo("provider-999"));
    }
}
