package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.jobs.JobQueries.JobRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A job in a list. Counts are null while it runs, and of one that was terminated or ran out of time.
 *
 * @param dryRun whether it changes nothing; such a job is not in the log
 * @param provider of a job for one provider; null for catalog syncs
 * @param source {@code run_log}, or {@code temporal} of a job that is not in the log
 */
record JobSummary(
        String jobId,
        String runId,
        @Nullable String kind,
        String status,
        @Nullable String triggeredBy,
        boolean dryRun,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Long durationMs,
        @Nullable String provider,
        @Nullable JobCounts counts,
        String source) {
    /** Newest first, in an order without ties. */
    public static final Comparator<JobSummary> NEWEST_FIRST = Comparator.comparing(JobSummary::startedAt)
            .thenComparing(JobSummary::jobId)
            .thenComparing(JobSummary::runId)
            .reversed();

    /** Providers, models and prices of a job that ended. */
    public record JobCounts(
            int providers,
            int succeeded,
            int failed,
            int skipped,
            long modelsFetched,
            long modelsSynced,
            long priceChanges,
            long heldChanges) {}

    /** Of a row of the run log. */
    public static JobSummary of(JobRow row) {
        return new JobSummary(
                row.jobId(),
                row.runId(),
                row.kind().toLowerCase(Locale.ROOT),
                row.status(),
                row.triggeredBy(),
                false,
                row.startedAt(),
                row.completedAt(),
                row.durationMs(),
                row.provider(),
                new JobCounts(
                        row.providers(),
                        row.succeeded(),
                        row.failed(),
                        row.skipped(),
                        row.modelsFetched(),
                        row.modelsSynced(),
                        row.priceChanges(),
                        row.heldChanges()),
                "run_log");
    }
}
