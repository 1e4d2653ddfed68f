package ai.gatewayz.sync.workflows.model;

import ai.gatewayz.sync.catalog.run.JobStatus;
import java.util.List;

/**
 * The end of a catalog sync.
 *
 * @param status completed, partial when some providers failed, or failed when all did
 * @param notDue providers that did not have to be asked; 0 in reports of earlier versions
 */
public record SyncReport(
        JobStatus status,
        boolean dryRun,
        List<ProviderSyncResult> results,
        long generation,
        long durationMillis,
        int notDue) {
    /** Of a run that asked every provider that was meant. */
    public SyncReport(
            JobStatus status, boolean dryRun, List<ProviderSyncResult> results, long generation, long durationMillis) {
        this(status, dryRun, results, generation, durationMillis, 0);
    }
}
