package ai.gatewayz.sync.workflows.model;

import ai.gatewayz.sync.catalog.run.RunOutcome;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The end of one provider's sync; also the details of its failure.
 *
 * @param error why it was skipped or failed; after a good sync, why its list is not complete or that caches are stale
 * @param changes planned changes of a dry run; empty otherwise
 */
public record ProviderSyncResult(
        String provider,
        RunOutcome status,
        boolean dryRun,
        SyncCounts counts,
        SortedMap<String, Long> skipReasons,
        @Nullable SyncError error,
        StepTimes steps,
        long generation,
        long durationMillis,
        List<PlannedChange> changes) {
    /** The same with other planned changes. */
    public ProviderSyncResult withChanges(List<PlannedChange> others) {
        return new ProviderSyncResult(
                provider, status, dryRun, counts, skipReasons, error, steps, generation, durationMillis, others);
    }
}
