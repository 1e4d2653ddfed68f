package ai.gatewayz.sync.workflows.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was applied, or on a dry run would have been.
 *
 * @param generation the catalog's generation afterwards
 * @param changes planned changes of a dry run, at most {@link #MAX_CHANGES} with {@link #MAX_CHANGES_BYTES}
 * @param verdict why absences from the list were not counted; null when they were, and in reports of earlier versions
 */
public record ApplyReport(
        SyncCounts counts,
        long generation,
        List<PlannedChange> changes,
        long millis,
        @Nullable String verdict) {
    /** Of a complete list. */
    public ApplyReport(SyncCounts counts, long generation, List<PlannedChange> changes, long millis) {
        this(counts, generation, changes, millis, null);
    }

    /** Most planned changes that are listed. */
    public static final int MAX_CHANGES = 100;

    /** Most bytes of the listed changes' texts; a payload may have four times as many. */
    public static final int MAX_CHANGES_BYTES = 64 * 1024;
}
