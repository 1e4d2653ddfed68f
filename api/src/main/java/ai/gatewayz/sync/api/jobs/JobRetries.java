package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.IdempotencyKey;
import ai.gatewayz.sync.api.jobs.Job.ProviderPart;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Syncs once more what a job was asked for and did not sync. */
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

    /** Starts a sync of just the providers that are not up to date; 409 when there are none, or the job still runs. */
    public Retry retry(String jobId, @Nullable String runId, Optional<IdempotencyKey> key) {
        Job job = reader.read(jobId, runId);
        if (!job.isEnded()) {
            throw ApiException.of(409, "the job still runs; cancel it first, or wait");
        }
        if (job.dryRun()) {
            throw ApiException.of(409, "a dry run changes nothing; start another one instead");
        }
        List<ProviderPart> left =
                job.providers().stream().filter(part -> !part.isGood()).toList();
        if (left.isEmpty()) {
            throw ApiException.of(409, "every provider of this job is synced");
        }
        // Who was skipped was not asked for by name, and is skipped again instead of failing now.
        boolean asGroup = left.stream().anyMatch(ProviderPart::isSkipped);
        SyncKind kind = "prices".equals(job.kind()) ? SyncKind.PRICES : SyncKind.FULL;
        List<String> slugs = left.stream().map(ProviderPart::provider).toList();
        StartedJob started = slugs.size() == 1
                ? starter.start(new ProviderSyncRequest(slugs.get(0), kind, false, TRIGGER, null, !asGroup), key)
                : starter.start(
                        new CatalogSyncRequest(
                                kind, slugs, false, TRIGGER, CatalogSyncRequest.DEFAULT_PARALLELISM, asGroup),
                        key);
        return new Retry(started, slugs);
    }
}
