package ai.gatewayz.sync.workflows.model;

import java.util.List;

/**
 * What was applied, or on a dry run would have been.
 *
 * @param generation the catalog's generation afterwards
 * @param changes planned changes of a dry run, at most {@link #MAX_CHANGES}
 */
public record ApplyReport(SyncCounts counts, long generation, List<PlannedChange> changes, long millis) {
    /** Most planned changes that are listed. */
    public static final int MAX_CHANGES = 100;
}
