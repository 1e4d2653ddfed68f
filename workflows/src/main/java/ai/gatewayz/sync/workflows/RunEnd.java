package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.PlannedChange;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.RunError;
import ai.gatewayz.sync.workflows.model.RunRecord;
import ai.gatewayz.sync.workflows.model.RunTotals;
import ai.gatewayz.sync.workflows.model.SyncReport;
import java.util.ArrayList;
import java.util.List;

/** How a catalog sync ended: sums over all of its providers, and what of them goes through Temporal. */
record RunEnd(List<ProviderSyncResult> results, RunTotals totals) {
    static RunEnd of(List<ProviderSyncResult> results) {
        return new RunEnd(List.copyOf(results), RunTotals.of(results));
    }

    /** Failed when every provider did that was asked. */
    JobStatus status() {
        if (totals.failed() == 0) {
            return JobStatus.COMPLETED;
        }
        return totals.succeeded() == 0 ? JobStatus.FAILED : JobStatus.PARTIAL;
    }

    /** The report, with as many rows as fit. */
    SyncReport report(boolean dryRun, long durationMillis, int notDue) {
        long generation =
                results.stream().mapToLong(ProviderSyncResult::generation).max().orElse(0);
        List<ProviderSyncResult> rows =
                PayloadRoom.fit(withFewChanges(), PayloadRoom.ROWS, PayloadRoom::bytes, RunEnd::rank);
        return new SyncReport(status(), dryRun, rows, generation, durationMillis, notDue, totals);
    }

    /** What went wrong, as much of it as fits. */
    List<RunError> errors() {
        List<ProviderSyncResult> wrong =
                results.stream().filter(result -> !result.status().isGood()).toList();
        return RunRecord.errorsOf(PayloadRoom.fit(wrong, PayloadRoom.ERRORS, PayloadRoom::errorBytes, RunEnd::rank));
    }

    /** Failures are what somebody looks for; those that were skipped are in no other log. */
    private static int rank(ProviderSyncResult result) {
        return switch (result.status()) {
            case FAILED, CANCELLED -> 0;
            case SKIPPED -> 1;
            case SYNCED, NOT_MODIFIED -> 2;
        };
    }

    /** Planned changes are listed for the first hundred of the whole run. */
    private List<ProviderSyncResult> withFewChanges() {
        List<ProviderSyncResult> bounded = new ArrayList<>();
        int room = ApplyReport.MAX_CHANGES;
        for (ProviderSyncResult result : results) {
            List<PlannedChange> kept =
                    result.changes().subList(0, Math.min(room, result.changes().size()));
            room -= kept.size();
            bounded.add(result.withChanges(List.copyOf(kept)));
        }
        return bounded;
    }
}
