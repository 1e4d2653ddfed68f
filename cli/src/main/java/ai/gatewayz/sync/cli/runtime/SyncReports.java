package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.cli.output.ProviderOutcome;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncReport;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A workflow's report as it is shown. */
final class SyncReports {
    private SyncReports() {}

    /** By provider name. */
    static List<ProviderOutcome> outcomes(SyncReport report) {
        return report.results().stream()
                .map(SyncReports::outcome)
                .sorted(Comparator.comparing(ProviderOutcome::provider))
                .toList();
    }

    private static ProviderOutcome outcome(ProviderSyncResult result) {
        SyncError error = result.error();
        return new ProviderOutcome(
                result.provider(),
                result.status(),
                result.counts(),
                result.skipReasons(),
                error == null ? null : error.code(),
                error == null ? null : error.message(),
                steps(result.steps()),
                result.durationMillis());
    }

    private static TreeMap<String, Long> steps(StepTimes times) {
        return new TreeMap<>(Map.of(
                "fetch", times.fetch(),
                "transform", times.transform(),
                "upsert", times.upsert(),
                "invalidate", times.invalidate()));
    }
}
