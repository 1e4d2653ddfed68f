package ai.gatewayz.sync.workflows.model;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What differs from the catalog.
 *
 * @param counts fetched, transformed, skipped and unchanged are final; the rest is the plan
 * @param skipReasons how many records or values were not taken, by reason
 * @param verdict why absences from this list are not counted; null when they are
 * @param missing active models that are not in the list; 0 in reports of earlier versions
 */
public record TransformReport(
        StagedRef staged,
        SyncCounts counts,
        SortedMap<String, Long> skipReasons,
        @Nullable String verdict,
        long millis,
        long missing) {}
