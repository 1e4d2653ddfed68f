package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.http.IdempotencyKey;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncReport;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts or joins syncs and waits for them. The id of a catalog job is derived from its idempotency key: even a start that
 * was given up and repeated finds the same job.
 */
public final class SyncStarter {
    private static final Logger LOG = LoggerFactory.getLogger(SyncStarter.class);
    /** Well below the server's threads: callers that wait must not keep others from being answered. */
    private static final int MOST_WAITING = 24;

    private final SyncLauncher launcher;
    private final TemporalCalls temporal;
    private final Semaphore seats = new Semaphore(MOST_WAITING);
    private final IdempotencyStore keys;
    private final LoggedResults log;
    private final Cache<IdempotencyKey, Object> latches =
            Caffeine.newBuilder().weakValues().build();

    /** Jobs through a launcher. */
    SyncStarter(SyncLauncher launcher, TemporalCalls temporal, IdempotencyStore keys, LoggedResults log) {
        this.launcher = launcher;
        this.temporal = temporal;
        this.keys = keys;
        this.log = log;
    }

    /** Starts or joins one provider's sync. */
    public StartedJob start(ProviderSyncRequest request, Optional<IdempotencyKey> key) {
        return once(request, key, () -> launcher.startProvider(request));
    }

    /** Starts a catalog sync, or finds the one that the key started. */
    public StartedJob start(CatalogSyncRequest request, Optional<IdempotencyKey> key) {
        String suffix = key.map(IdempotencyKey::digest)
                .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""))
                .substring(0, 16);
        return once(request, key, () -> launcher.startCatalog(request, suffix));
    }

    private StartedJob once(Object request, Optional<IdempotencyKey> key, Supplier<StartedJob> start) {
        if (key.isEmpty()) {
            return temporal.call(start);
        }
        // One at a time in this process, so that many repetitions do not wait for one row with a connection each.
        Object latch = latches.get(key.orElseThrow(), unused -> new Object());
        synchronized (latch) {
            return keys.once(key.orElseThrow(), request, () -> temporal.call(start));
        }
    }

    /** Waits for a provider's sync; empty while it still runs. */
    public Optional<JobOutcome<ProviderSyncResult>> awaitProvider(StartedJob job, int seconds) {
        return await(seconds, () -> launcher.awaitProvider(job, Duration.ofSeconds(seconds)));
    }

    /** Waits for a catalog sync; empty while it still runs. */
    public Optional<JobOutcome<SyncReport>> awaitCatalog(StartedJob job, int seconds) {
        return await(seconds, () -> launcher.awaitCatalog(job, Duration.ofSeconds(seconds)))
                .map(outcome -> outcome.map(report -> log.complete(job, report)));
    }

    private <R> Optional<JobOutcome<R>> await(int seconds, Supplier<Optional<JobOutcome<R>>> wait) {
        // Without a free seat the caller gets the job's address at once instead of a result later.
        if (seconds == 0 || !seats.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return wait.get();
        } catch (StatusRuntimeException | WorkflowServiceException e) {
            LOG.warn("lost sight of a job that runs on: {}", e.toString());
            return Optional.empty();
        } finally {
            seats.release();
        }
    }
}
