package ai.gatewayz.sync.workflows.model;

import java.util.List;
import java.util.Locale;

/**
 * The end of a catalog sync.
 *
 * @param notDue providers that did not have to be asked; 0 in reports of earlier versions
 */
public record SyncReport(
        Status status,
        boolean dryRun,
        List<ProviderSyncResult> results,
        long generation,
        long durationMillis,
        int notDue) {
    /** Of a run that asked every provider that was meant. */
    public SyncReport(
            Status status, boolean dryRun, List<ProviderSyncResult> results, long generation, long durationMillis) {
        this(status, dryRun, results, generation, durationMillis, 0);
    }

    /** How it ended as a whole. */
    public enum Status {
        COMPLETED,
        /** Some providers failed. */
        PARTIAL,
        /** Every provider failed. */
        FAILED;

        /** The lower-case name used in JSON and metric labels. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
