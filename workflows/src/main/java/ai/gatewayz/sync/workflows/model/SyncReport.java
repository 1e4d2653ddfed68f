package ai.gatewayz.sync.workflows.model;

import java.util.List;
import java.util.Locale;

/** The end of a catalog sync. */
public record SyncReport(
        Status status, boolean dryRun, List<ProviderSyncResult> results, long generation, long durationMillis) {
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
