package ai.gatewayz.sync.workflows.client.schedule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is now.
 *
 * @param kind {@code full} or {@code prices}
 * @param providers slugs; empty means every provider
 * @param cron the cron line; null for plain intervals and forms that no line can say
 * @param intervalHours hours between runs; null when they are not evenly spaced
 * @param enabled false while it is paused
 * @param note why it was paused, changed or resumed last
 * @param nextRuns the next ones, jitter included; empty while it is paused
 * @param runningJobs ids of its runs that have not ended
 * @param lastRun the newest run; null when it never ran
 * @param skippedRuns runs that were left out because one was still running
 * @param missedRuns runs that came too late after an outage
 * @param backend {@code schedule}, or {@code cron} on a server without schedules
 */
public record ScheduleView(
        String id,
        String kind,
        List<String> providers,
        @Nullable String cron,
        @Nullable Integer intervalHours,
        boolean enabled,
        @Nullable String note,
        List<Instant> nextRuns,
        List<String> runningJobs,
        @Nullable LastRun lastRun,
        long runs,
        long skippedRuns,
        long missedRuns,
        String overlap,
        long timeoutSeconds,
        String backend) {
    /** A run that the schedule started. */
    public record LastRun(String jobId, String runId, Instant scheduledAt, Instant startedAt) {}

    /** When it runs next; null while it is paused. */
    public @Nullable Instant nextRunAt() {
        return nextRuns.isEmpty() ? null : nextRuns.get(0);
    }
}
