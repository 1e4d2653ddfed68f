package ai.gatewayz.sync.activities;

import ai.gatewayz.sync.activities.http.FetchedBody;
import ai.gatewayz.sync.activities.http.ProviderCallException;
import ai.gatewayz.sync.activities.http.ProviderHttpClient;
import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.registry.ProviderRow;
import ai.gatewayz.sync.activities.registry.ProviderStore;
import ai.gatewayz.sync.activities.runs.SyncLog;
import ai.gatewayz.sync.activities.stage.StageStore;
import ai.gatewayz.sync.activities.vault.SnapshotVault;
import ai.gatewayz.sync.catalog.guard.CircuitBreaker;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.FailureTypes;
import ai.gatewayz.sync.workflows.activity.FetchActivities;
import ai.gatewayz.sync.workflows.model.FetchReport;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/** Fetches lists into the vault, and ends a sync early when nothing changed. */
public final class FetchActivitiesImpl implements FetchActivities {
    private final ProviderRegistry registry;
    private final ProviderHttpClient http;
    private final ProviderStore providers;
    private final SnapshotVault vault;
    private final SyncLog log;
    private final SyncMetrics metrics;

    /** Activities over their collaborators; all are shared by threads. */
    public FetchActivitiesImpl(
            ProviderRegistry registry,
            ProviderHttpClient http,
            ProviderStore providers,
            SnapshotVault vault,
            SyncLog log,
            SyncMetrics metrics) {
        this.registry = registry;
        this.http = http;
        this.providers = providers;
        this.vault = vault;
        this.log = log;
        this.metrics = metrics;
    }

    @Override
    public FetchReport fetch(ProviderSyncRequest request) {
        long start = System.nanoTime();
        Provider provider = registry.find(request.provider())
                .filter(p -> p.slug().value().equals(request.provider()))
                .orElseThrow(() -> ActivityFailures.permanent(
                        FailureTypes.UNKNOWN_PROVIDER, "no provider has the slug " + request.provider()));
        ProviderRow row = ActivityFailures.database(() -> providers.find(request.provider()))
                .orElseThrow(() -> ActivityFailures.permanent(
                        FailureTypes.UNKNOWN_PROVIDER, request.provider() + " is not registered in the database"));
        if (!provider.isSupported()) {
            return skipped("not_supported", "its list cannot be read: " + provider.note());
        }
        if (!row.isActive()) {
            if (!request.dryRun()) {
                ActivityFailures.database(providers::followSwitches);
            }
            return skipped("provider_inactive", "an operator switched it off");
        }
        CircuitBreaker.State circuit = circuit(request, row);
        if (circuit == CircuitBreaker.State.OPEN) {
            return skipped(
                    "circuit_open",
                    "failed " + row.consecutiveFailures() + " times in a row; it is asked again "
                            + CircuitBreaker.window(row.consecutiveFailures()) + " after the last failure");
        }
        long fence = ActivityFailures.database(providers::nextFence);
        Heartbeat heartbeat = Heartbeat.ofThisActivity();
        try (ListFetch list = ListFetch.of(
                http,
                provider,
                heartbeat.attempt(),
                (pages, bytes) -> heartbeat.beat(pages + " pages, " + bytes + " bytes"))) {
            return ActivityFailures.database(() -> keep(request, row, list, fence, start));
        } catch (ProviderCallException e) {
            if (e.kind() == ProviderCallException.Kind.NOT_CONFIGURED && !request.named()) {
                return skipped("not_configured", Objects.toString(e.getMessage()));
            }
            throw circuit == CircuitBreaker.State.PROBE ? ActivityFailures.once(e) : ActivityFailures.of(e);
        }
    }

    /** Somebody who asks in person wants an answer; what runs by itself spares a provider that keeps failing. */
    private static CircuitBreaker.State circuit(ProviderSyncRequest request, ProviderRow row) {
        boolean byItself = !request.named() && request.trigger().isAutomatic();
        return byItself
                ? CircuitBreaker.after(row.consecutiveFailures(), row.lastFailureAt(), Instant.now())
                : CircuitBreaker.State.CLOSED;
    }

    private FetchReport keep(ProviderSyncRequest request, ProviderRow row, ListFetch list, long fence, long start) {
        FetchedBody body = list.body();
        SnapshotRef ref = new SnapshotRef(body.sha256(), body.decodedBytes(), body.pages(), list.isFirstAlone());
        if (isApplied(row, ref)) {
            StepTimes times = new StepTimes(millisSince(start), 0, 0, 0);
            Optional<SyncCounts> counts =
                    log.confirm(request, ThisRun.of(request.provider()), times, fence, ref.sha256());
            if (counts.isPresent()) {
                if (!request.dryRun()) {
                    metrics.providerSucceeded(request, RunOutcome.NOT_MODIFIED, counts.orElseThrow(), times);
                }
                return new FetchReport(
                        FetchReport.Outcome.NOT_MODIFIED, null, fence, counts.orElseThrow(), null, times.fetch());
            }
        }
        vault.put(row.id(), ref, body.openGzip(), body.gzipBytes(), request.dryRun());
        return new FetchReport(FetchReport.Outcome.FETCHED, ref, fence, SyncCounts.NONE, null, millisSince(start));
    }

    /** A body is done with when it was applied by the present rules and nothing waits for a further look at it. */
    private static boolean isApplied(ProviderRow row, SnapshotRef ref) {
        return row.appliedSha256() != null
                && HexFormat.of().formatHex(row.appliedSha256()).equals(ref.sha256())
                && Objects.equals(row.appliedTransformer(), StageStore.TRANSFORMER_VERSION)
                && row.modelsMissing() == 0
                && row.isReferenced()
                && !row.areHoldsDue()
                && row.isHealthy();
    }

    private static FetchReport skipped(String code, String message) {
        return new FetchReport(FetchReport.Outcome.SKIPPED, null, 0, SyncCounts.NONE, new SyncError(code, message), 0);
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
