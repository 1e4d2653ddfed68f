package ai.gatewayz.sync.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

/** The words are those that the guides have operators search for. */
final class RunLinesTest {
    private static final SyncCounts COUNTS = SyncCounts.read(12, 11, 1)
            .withSynced(11)
            .withModels(1, 2, 8)
            .withDelisted(3)
            .withPrices(4, 5);

    private static ProviderSyncResult result(String provider, RunOutcome outcome, @Nullable SyncError error) {
        return new ProviderSyncResult(
                provider,
                outcome,
                false,
                outcome.isGood() ? COUNTS : SyncCounts.NONE,
                new TreeMap<>(),
                error,
                new StepTimes(0, 0, 0, 0),
                0,
                42,
                List.of());
    }

    private static ProviderSyncRequest one(SyncKind kind, boolean dryRun) {
        return new ProviderSyncRequest("groq", kind, dryRun, "api", null, true);
    }

    private static CatalogSyncRequest all(SyncKind kind, SyncTrigger trigger) {
        return new CatalogSyncRequest(kind, List.of(), false, trigger.key(), 8);
    }

    private static RunEnd end(ProviderSyncResult... results) {
        return RunEnd.of(List.of(results));
    }

    @Test
    void providers_endInOneLine() {
        SyncError shrunk = new SyncError("shrunk", "its list is short");
        SyncError refused = new SyncError("provider_auth_failed", "HTTP 401");

        assertThat(RunLines.line(one(SyncKind.FULL, false), result("groq", RunOutcome.SYNCED, null), false))
                .isEqualTo(
                        "Synced 11 models from groq (1 new, 2 updated, 3 delisted, 4 price changes, 5 held, 1 skipped)"
                                + " in 42 ms");
        assertThat(RunLines.line(one(SyncKind.FULL, true), result("groq", RunOutcome.SYNCED, shrunk), false))
                .startsWith("[DRY RUN] Synced 11 models from groq ")
                .endsWith("; shrunk: its list is short");
        assertThat(RunLines.line(one(SyncKind.FULL, false), result("groq", RunOutcome.NOT_MODIFIED, null), false))
                .isEqualTo("groq is not modified: 11 models");
        assertThat(RunLines.line(one(SyncKind.FULL, false), result("groq", RunOutcome.FAILED, refused), false))
                .isEqualTo("Model sync failed for groq: HTTP 401 (provider_auth_failed)");
        assertThat(RunLines.line(one(SyncKind.PRICES, false), result("groq", RunOutcome.FAILED, refused), true))
                .isEqualTo("Pricing sync cancelled for groq");
    }

    @Test
    void jobs_countTheirProvidersWithoutChange() {
        RunEnd quiet = end(
                result("a", RunOutcome.SYNCED, null),
                result("b", RunOutcome.NOT_MODIFIED, null),
                result("c", RunOutcome.NOT_MODIFIED, null));

        assertThat(RunLines.line(all(SyncKind.FULL, SyncTrigger.SCHEDULE), JobStatus.COMPLETED, quiet, null))
                .startsWith("Model sync complete: Synced 3 providers, 33 models (")
                .endsWith("; 2 unchanged");
    }

    @ParameterizedTest
    @CsvSource({
        // outcome, asked for by name, price changes, level
        "SYNCED, false, 1, INFO",
        "SYNCED, false, 0, DEBUG",
        "SYNCED, true, 0, INFO",
        "NOT_MODIFIED, false, 0, DEBUG",
        "NOT_MODIFIED, true, 0, INFO",
        "SKIPPED, false, 0, DEBUG",
        "SKIPPED, true, 0, INFO",
        "FAILED, false, 0, ERROR"
    })
    void levels_tellWhatSomebodyHasToKnow(RunOutcome outcome, boolean named, int priceChanges, String level) {
        SyncCounts counts =
                SyncCounts.read(12, 12, 0).withSynced(12).withModels(0, 0, 12).withPrices(priceChanges, 0);
        ProviderSyncResult result = new ProviderSyncResult(
                "groq", outcome, false, counts, new TreeMap<>(), null, new StepTimes(0, 0, 0, 0), 0, 42, List.of());

        assertThat(RunLines.level(
                        new ProviderSyncRequest("groq", SyncKind.FULL, false, "api", null, named), result, false))
                .isEqualTo(Level.valueOf(level));
    }

    @Test
    void jobs_endInOneLine() {
        RunEnd mixed = end(
                result("a", RunOutcome.SYNCED, null),
                result("b", RunOutcome.FAILED, null),
                result("c", RunOutcome.SKIPPED, null));
        RunEnd good = end(result("a", RunOutcome.SYNCED, null));

        assertThat(RunLines.line(all(SyncKind.FULL, SyncTrigger.API), JobStatus.PARTIAL, mixed, null))
                .isEqualTo("Model sync complete: Synced 1 providers, 11 models (1 new, 2 updated, 3 delisted,"
                        + " 4 price changes, 5 held, 1 skipped); 1 failed: b; 1 skipped");
        assertThat(RunLines.line(all(SyncKind.PRICES, SyncTrigger.SCHEDULE), JobStatus.COMPLETED, good, null))
                .isEqualTo("Scheduled pricing sync completed successfully (updated: 2 models)");
        assertThat(RunLines.line(all(SyncKind.PRICES, SyncTrigger.API), JobStatus.PARTIAL, mixed, null))
                .isEqualTo("Pricing sync completed (updated: 2 models); 1 failed: b; 1 skipped");
        assertThat(RunLines.line(
                        all(SyncKind.FULL, SyncTrigger.API),
                        JobStatus.FAILED,
                        end(result("b", RunOutcome.FAILED, null)),
                        null))
                .isEqualTo("Model sync failed: every provider failed; 1 failed: b");
        assertThat(RunLines.line(
                        all(SyncKind.FULL, SyncTrigger.API),
                        JobStatus.FAILED,
                        end(),
                        new SyncError("x", "no database")))
                .isEqualTo("Model sync failed: no database");
    }
}
