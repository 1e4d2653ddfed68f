package ai.gatewayz.sync.workflows.model;

import ai.gatewayz.sync.catalog.run.RunOutcome;
import java.util.List;

/**
 * All providers of a catalog sync together, however many they are.
 *
 * @param providers how many were meant to be asked, except for those that were not due
 * @param succeeded synced or not modified
 */
public record RunTotals(long providers, long succeeded, long failed, long skipped, SyncCounts counts) {
    /** Of how each of them ended. */
    public static RunTotals of(List<ProviderSyncResult> results) {
        return new RunTotals(
                results.size(),
                results.stream().filter(result -> result.status().isGood()).count(),
                count(results, RunOutcome.FAILED) + count(results, RunOutcome.CANCELLED),
                count(results, RunOutcome.SKIPPED),
                results.stream().map(ProviderSyncResult::counts).reduce(SyncCounts.NONE, SyncCounts::plus));
    }

    private static long count(List<ProviderSyncResult> results, RunOutcome outcome) {
        return results.stream().filter(result -> result.status() == outcome).count();
    }
}
