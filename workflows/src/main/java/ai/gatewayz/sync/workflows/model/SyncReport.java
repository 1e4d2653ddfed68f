package ai.gatewayz.sync.workflows.model;

import ai.gatewayz.sync.catalog.run.JobStatus;
import java.util.List;

/**
 * The end of a catalog sync.
 *
 * @param status completed, partial when some providers failed, or failed when all did
 * @param results one row per provider, or as many as go through Temporal: those that failed or were skipped first
 * @param notDue providers that did not have to be asked; 0 in reports of earlier versions
 * @param totals of all providers, also those that were left out; counted from the results in reports of earlier versions
 */
public record SyncReport(
        JobStatus status,
        boolean dryRun,
        List<ProviderSyncResult> results,
        long generation,
        long durationMillis,
        int notDue,
        RunTotals totals) {
    /** Fills in what a payload left out: absent JSON fields arrive as null. */
    public SyncReport {
        results = List.copyOf(results);
        totals = totals == null ? RunTotals.of(results) : totals;
    }

    /** Of a run that asked every provider that was meant, and of which nothing is left out. */
    public SyncReport(
            JobStatus status, boolean dryRun, List<ProviderSyncResult> results, long generation, long durationMillis) {
        this(status, dryRun, results, generation, durationMillis, 0, RunTotals.of(results));
    }

    /** How many providers have no row among the results. */
    public int leftOut() {
        return Math.toIntExact(totals.providers() - results.size());
    }

    /** The same with other rows. */
    public SyncReport withResults(List<ProviderSyncResult> rows) {
        return new SyncReport(status, dryRun, rows, generation, durationMillis, notDue, totals);
    }
}
