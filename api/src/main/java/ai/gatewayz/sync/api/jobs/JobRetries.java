package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.IdempotencyKey;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Syncs once more what failed in a job. */
final class JobRetries {
    private static final String TRIGGER = SyncTrigger.RETRY.key();

    private final JobReader reader;
    private final SyncStarter starter;

    /** The job that does it, and the providers that it syncs. */
    public record Retry(StartedJob job, List<String> providers) {}

    /** Over the jobs. */
    JobRetries(JobReader reader, SyncStarter starter) {
        this.reader = reader;
        this.starter = starter;
    }

    /** Starts a sync of just the providers that failed; 409 when there are none, or the job still runs. */
    public Retry retry(String jobId, @Nullable String runId, Optional<IdempotencyKey> key) {
        Job job = reader.read(jobId, runId);
        if (!job.isEnded()) {
            throw ApiException.of(409, "the job still runs; cancel it first, or wait");
        }
        if (job.dryRun()) {
            throw ApiException.of(409, "a dry run changes nothing; start another one instead");
        }
        List<String> failed = job.providers().stream()
                .filter(Job.ProviderPart::isFailed)
                .map(Job.ProviderPart::provider)
                .toList();
        if (failed.isEmpty()) {
            throw ApiException.of(409, "no provider of this job failed");
        }
        SyncKind kind = "prices".equals(job.kind()) ? SyncKind.PRICES : SyncKind.FULL;
        StartedJob started = failed.size() == 1
                ? starter.start(new ProviderSyncRequest(failed.get(0), kind, false, TRIGGER, null, true), key)
                : starter.start(
                        new CatalogSyncRequest(kind, failed, false, TRIGGER, CatalogSyncRequest.DEFAULT_PARALLELISM),
                        key);
        return new Retry(started, failed);
    }
}
