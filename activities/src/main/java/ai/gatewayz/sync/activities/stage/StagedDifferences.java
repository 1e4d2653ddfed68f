package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.workflows.model.SyncCounts;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a list brought.
 *
 * @param rows how many rows are staged
 * @param skipReasons how many records were skipped, by reason
 * @param verdict why absences from the list are not to be counted; null when they are
 * @param missing active models that are not in the list
 * @param referencesVersion the version of the provider's reference prices that it was compared with
 */
public record StagedDifferences(
        long rows,
        SyncCounts counts,
        SortedMap<String, Long> skipReasons,
        @Nullable String verdict,
        long missing,
        long referencesVersion) {}
