package ai.gatewayz.sync.workflows.model;

import ai.gatewayz.sync.catalog.run.JobStatus;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A catalog sync that ended, for the run log.
 *
 * @param report its totals; rows of providers only in records of earlier versions, since each has its own in the log
 * @param status the key of a {@link JobStatus}
 * @param error why it failed as a whole, before any provider was asked; null otherwise
 * @param errors of providers, as many as go through Temporal; told by the report in records of earlier versions
 */
public record RunRecord(
        CatalogSyncRequest request,
        SyncReport report,
        String status,
        long startedAtMillis,
        @Nullable SyncError error,
        List<RunError> errors) {
    /** Fills in what a payload left out: absent JSON fields arrive as null. */
    public RunRecord {
        errors = errors == null ? errorsOf(report.results()) : List.copyOf(errors);
    }

    /** How it ended. */
    public JobStatus end() {
        return JobStatus.of(status);
    }

    /** Why providers were skipped or failed, in the order of their results. */
    public static List<RunError> errorsOf(List<ProviderSyncResult> results) {
        return results.stream().flatMap(RunRecord::errorOf).toList();
    }

    private static Stream<RunError> errorOf(ProviderSyncResult result) {
        return Stream.ofNullable(result.error()).map(error -> new RunError(result.provider(), error));
    }
}
