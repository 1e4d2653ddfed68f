package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.jobs.RunQueries.ProviderRunRow;
import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.model.ProviderProgress;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job: how it stands, and each provider's part.
 *
 * @param kind {@code full} or {@code prices}; null when not known yet
 * @param dryRun whether it changes nothing
 * @param providersLeftOut how many more there are, of a job of so many that not all fit
 * @param temporalUrl where Temporal's Web UI shows it; null without a known Web UI, and after Temporal forgot it
 * @param source {@code temporal}, or {@code run_log} after Temporal forgot it
 */
public record Job(
        String jobId,
        String runId,
        @Nullable String kind,
        boolean dryRun,
        String status,
        @Nullable String triggeredBy,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Long durationMs,
        List<ProviderPart> providers,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int providersLeftOut,
        int progressPercent,
        @Nullable SyncError error,
        @Nullable String temporalUrl,
        String source) {
    /** Whether nothing more will happen; not every server tells when it ended. */
    @JsonIgnore
    public boolean isEnded() {
        return JobStatus.of(status).isEnd();
    }

    /**
     * One provider's part.
     *
     * @param attempt counts tries of the current step; null when nothing is being tried
     * @param maxAttempts how many there can be; null when nothing is being tried, or without a limit
     * @param nextAttemptAt when the next one begins; null while one runs
     * @param error why it ended badly, or why the last try of the current step failed
     */
    public record ProviderPart(
            String provider,
            String step,
            String status,
            long modelsFetched,
            long modelsTransformed,
            long modelsSkipped,
            long modelsSynced,
            long modelsNew,
            long modelsUpdated,
            long modelsUnchanged,
            long modelsDelisted,
            long priceChanges,
            long heldChanges,
            @Nullable Integer attempt,
            @Nullable Integer maxAttempts,
            @Nullable Instant nextAttemptAt,
            @Nullable SyncError error) {
        private static ProviderPart of(
                String provider, String step, String status, SyncCounts counts, @Nullable SyncError error) {
            return new ProviderPart(
                    provider,
                    step,
                    status,
                    counts.fetched(),
                    counts.transformed(),
                    counts.skipped(),
                    counts.synced(),
                    counts.added(),
                    counts.updated(),
                    counts.unchanged(),
                    counts.delisted(),
                    counts.priceChanges(),
                    counts.heldChanges(),
                    null,
                    null,
                    null,
                    error);
        }

        /** Of a part that may still run. */
        public static ProviderPart of(ProviderProgress progress) {
            String status = progress.status() == null
                    ? (progress.step().equals(JobStatus.QUEUED.key()) ? JobStatus.QUEUED : JobStatus.RUNNING).key()
                    : outcome(progress.status(), progress.error());
            return of(progress.provider(), progress.step(), status, progress.counts(), progress.error());
        }

        /** A workflow that is cancelled ends as a failure of its parent; here the two are told apart. */
        private static String outcome(RunOutcome status, @Nullable SyncError error) {
            boolean cancelled =
                    status == RunOutcome.FAILED && error != null && error.code().equals(RunOutcome.CANCELLED.key());
            return (cancelled ? RunOutcome.CANCELLED : status).key();
        }

        /** Of a part that ended. */
        public static ProviderPart of(ProviderSyncResult result) {
            return of(
                    result.provider(),
                    "done",
                    outcome(result.status(), result.error()),
                    result.counts(),
                    result.error());
        }

        /** Of a part that has no run: it was not asked, or could not say how it ended. */
        static ProviderPart withoutRun(String provider, RunOutcome outcome, @Nullable SyncError error) {
            return of(provider, "done", outcome.key(), SyncCounts.NONE, error);
        }

        /** The same of a job that was cut off: what had not ended by then was cancelled with it. */
        ProviderPart cutOff() {
            return RunOutcome.find(status).isPresent() ? this : withoutRun(provider, RunOutcome.CANCELLED, error);
        }

        /** Of a part that the run log remembers. */
        public static ProviderPart of(ProviderRunRow row) {
            return of(row.providerSlug(), "done", row.outcome(), row.counts(), row.error());
        }

        /** The same with the present try of its step. */
        ProviderPart withTry(StepTry present) {
            return new ProviderPart(
                    provider,
                    step,
                    status,
                    modelsFetched,
                    modelsTransformed,
                    modelsSkipped,
                    modelsSynced,
                    modelsNew,
                    modelsUpdated,
                    modelsUnchanged,
                    modelsDelisted,
                    priceChanges,
                    heldChanges,
                    present.attempt(),
                    present.maxAttempts(),
                    present.nextAttemptAt(),
                    present.error() == null ? error : present.error());
        }

        /** Whether it ended with a failure. */
        @JsonIgnore
        public boolean isFailed() {
            return RunOutcome.find(status).filter(RunOutcome::isBad).isPresent();
        }

        /** Whether it was not asked at all, for want of a key or because it is switched off. */
        @JsonIgnore
        boolean isSkipped() {
            return status.equals(RunOutcome.SKIPPED.key());
        }

        /** Whether the provider is up to date now. */
        @JsonIgnore
        public boolean isGood() {
            return RunOutcome.find(status).filter(RunOutcome::isGood).isPresent();
        }

        /** How far it is, 0 to 100. */
        int percent() {
            return switch (step) {
                case "fetch", "running" -> 10;
                case "transform" -> 40;
                case "upsert" -> 70;
                case "invalidate" -> 90;
                case "done" -> 100;
                default -> 0;
            };
        }
    }

    /** How far all parts are together, 0 to 100; 100 is for jobs that ended. */
    public static int percent(List<ProviderPart> parts, boolean ended) {
        if (ended) {
            return 100;
        }
        int sum = parts.stream().mapToInt(ProviderPart::percent).sum();
        return parts.isEmpty() ? 0 : Math.min(99, sum / parts.size());
    }
}
