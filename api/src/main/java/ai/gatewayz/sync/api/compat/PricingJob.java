package ai.gatewayz.sync.api.compat;

import ai.gatewayz.sync.api.jobs.Job;
import ai.gatewayz.sync.workflows.model.SyncError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sync as the pricing tools know it.
 *
 * @param syncId the job id
 * @param resultData counts by provider; null while it runs
 */
record PricingJob(
        String syncId,
        String jobId,
        String runId,
        String status,
        Instant triggeredAt,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Double durationSeconds,
        @Nullable String triggeredBy,
        long providersSynced,
        long modelsUpdated,
        long modelsSkipped,
        long totalErrors,
        @Nullable String errorMessage,
        @Nullable Map<String, Job.ProviderPart> resultData,
        int progressPercent) {
    /** Of a job. */
    public static PricingJob of(Job job) {
        List<Job.ProviderPart> failed =
                job.providers().stream().filter(Job.ProviderPart::isFailed).toList();
        Long millis = job.durationMs();
        return new PricingJob(
                job.jobId(),
                job.jobId(),
                job.runId(),
                job.status(),
                job.startedAt(),
                job.startedAt(),
                job.completedAt(),
                millis == null ? null : millis / 1000.0,
                job.triggeredBy(),
                job.providers().stream().filter(Job.ProviderPart::isGood).count(),
                job.providers().stream()
                        .mapToLong(Job.ProviderPart::priceChanges)
                        .sum(),
                job.providers().stream()
                        .mapToLong(Job.ProviderPart::modelsSkipped)
                        .sum(),
                failed.size(),
                message(job, failed),
                job.isEnded() ? parts(job) : null,
                job.progressPercent());
    }

    private static @Nullable String message(Job job, List<Job.ProviderPart> failed) {
        SyncError error = job.error();
        if (failed.isEmpty()) {
            return error == null ? null : error.message();
        }
        return failed.stream()
                .map(part -> part.provider() + ": "
                        + (part.error() == null
                                ? part.status()
                                : Objects.requireNonNull(part.error()).message()))
                .collect(Collectors.joining("; "));
    }

    private static Map<String, Job.ProviderPart> parts(Job job) {
        Map<String, Job.ProviderPart> parts = new TreeMap<>();
        job.providers().forEach(part -> parts.put(part.provider(), part));
        return parts;
    }
}
