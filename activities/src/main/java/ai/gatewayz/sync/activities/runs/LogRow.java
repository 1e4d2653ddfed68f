package ai.gatewayz.sync.activities.runs;

import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One row of the run log.
 *
 * @param outcome {@code synced}, {@code not_modified}, {@code failed} or {@code cancelled}
 * @param verdict why absences from the list were not counted
 * @param sha256 hex of the body
 */
public record LogRow(
        ProviderSyncRequest sync,
        RunRef run,
        long startedAtMillis,
        String outcome,
        SyncCounts counts,
        SortedMap<String, Long> skipReasons,
        @Nullable SyncError error,
        @Nullable String verdict,
        StepTimes times,
        @Nullable Long fence,
        @Nullable Long generation,
        @Nullable String sha256) {
    String status() {
        return outcome.equals("synced") || outcome.equals("not_modified") ? "success" : "failed";
    }
}
