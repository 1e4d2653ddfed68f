package ai.gatewayz.sync.api.syncs;

import ai.gatewayz.sync.api.http.IdempotencyKey;
import ai.gatewayz.sync.api.jobs.SyncStarter;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.workflows.SyncAttributes;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.util.Objects;
import java.util.Optional;

/**
 * Starts full syncs of one provider. They share their id, and so their lock, with pricing syncs: joining one of those
 * would answer with prices only, so its end is waited for, and then the full sync is started.
 */
final class FullSyncStarter {
    private final SyncStarter starter;
    private final TemporalCalls temporal;

    /**
     * What runs now.
     *
     * @param isPricesOnly whether it is a pricing sync that did not end in time
     */
    public record Start(StartedJob job, boolean isPricesOnly) {}

    /** Over the jobs. */
    FullSyncStarter(SyncStarter starter, TemporalCalls temporal) {
        this.starter = starter;
        this.temporal = temporal;
    }

    /** Starts or joins a full sync; waits so many seconds for a pricing sync to get out of the way. */
    public Start start(ProviderSyncRequest request, Optional<IdempotencyKey> key, int seconds) {
        StartedJob job = starter.start(request, key);
        if (!isPricesOnly(job)) {
            return new Start(job, false);
        }
        if (starter.awaitProvider(job, seconds).isEmpty()) {
            return new Start(job, true);
        }
        StartedJob next = starter.start(request, Optional.empty());
        return new Start(next, isPricesOnly(next));
    }

    private boolean isPricesOnly(StartedJob job) {
        return job.alreadyRunning()
                && Objects.equals(SyncKind.PRICES.name(), temporal.call(() -> temporal.client()
                        .newUntypedWorkflowStub(job.jobId(), Optional.of(job.runId()), Optional.empty())
                        .describe()
                        .getTypedSearchAttributes()
                        .get(SyncAttributes.KIND)));
    }
}
