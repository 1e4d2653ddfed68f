package ai.gatewayz.sync.activities.runs;

import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One row of the run log.
 *
 * @param outcome any but skipped, of which there is no row
 * @param verdict why absences from the list were not counted
 * @param sha256 hex of the body
 */
public record LogRow(
        ProviderSyncRequest sync,
        RunRef run,
        long startedAtMillis,
        RunOutcome outcome,
        SyncCounts counts,
        SortedMap<String, Long> skipReasons,
        @Nullable SyncError error,
        @Nullable String verdict,
        StepTimes times,
        @Nullable Long fence,
        @Nullable Long generation,
        @Nullable String sha256) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The word of the tools before this product: {@code success} or {@code failed}. */
    public String status() {
        return outcome.isGood() ? "success" : "failed";
    }

    /** The workflow id that the API calls the job. */
    public String jobId() {
        return run.jobOf(sync);
    }

    /** When it started. */
    public OffsetDateTime startedAt() {
        return Instant.ofEpochMilli(startedAtMillis).atOffset(ZoneOffset.UTC);
    }

    /** How many errors there were. */
    public int errors() {
        return error == null ? 0 : 1;
    }

    /** The code of the error; null without one. */
    public @Nullable String errorCode() {
        return error == null ? null : error.code();
    }

    /** The message of the error; null without one. */
    public @Nullable String errorMessage() {
        return error == null ? null : error.message();
    }

    /** How many records were skipped, by reason, as a JSON object. */
    public String skipReasonsJson() {
        return JSON.valueToTree(skipReasons).toString();
    }
}
