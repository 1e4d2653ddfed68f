package ai.gatewayz.sync.api;

import ai.gatewayz.sync.workflows.FailureTypes;
import ai.gatewayz.sync.workflows.activity.CacheActivities;
import ai.gatewayz.sync.workflows.activity.CatalogActivities;
import ai.gatewayz.sync.workflows.activity.FetchActivities;
import ai.gatewayz.sync.workflows.activity.ProviderActivities;
import ai.gatewayz.sync.workflows.activity.ReferenceActivities;
import ai.gatewayz.sync.workflows.activity.SyncLogActivities;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.FailureRecord;
import ai.gatewayz.sync.workflows.model.FetchReport;
import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import ai.gatewayz.sync.workflows.model.ListProvidersRequest;
import ai.gatewayz.sync.workflows.model.PlannedChange;
import ai.gatewayz.sync.workflows.model.ProviderList;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ReferenceReport;
import ai.gatewayz.sync.workflows.model.RunRecord;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import ai.gatewayz.sync.workflows.model.StagedRef;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.TransformReport;
import ai.gatewayz.sync.workflows.model.TransformRequest;
import ai.gatewayz.sync.workflows.model.UpsertRequest;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Activities that answer from a script: which providers there are, which fail, skip or wait. */
final class FakeActivities
        implements FetchActivities,
                ProviderActivities,
                CatalogActivities,
                CacheActivities,
                ReferenceActivities,
                SyncLogActivities {
    static final SyncCounts COUNTS = SyncCounts.read(120, 118, 2)
            .withSynced(117)
            .withModels(3, 4, 110)
            .withDelisted(1)
            .withPrices(5, 0);

    final Set<String> broken = ConcurrentHashMap.newKeySet();

    final Set<String> unconfigured = ConcurrentHashMap.newKeySet();
    final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    final AtomicInteger fetches = new AtomicInteger();
    final AtomicInteger upserts = new AtomicInteger();
    final List<ProviderSyncRequest> requests = new CopyOnWriteArrayList<>();
    final List<String> all;
    private final CountDownLatch fetching = new CountDownLatch(1);

    FakeActivities(List<String> all) {
        this.all = all;
    }

    /** Holds a provider's fetch until the latch is opened. */
    CountDownLatch hold(String slug) {
        CountDownLatch gate = new CountDownLatch(1);
        gates.put(slug, gate);
        return gate;
    }

    /** Waits until somebody fetches. */
    void awaitFetch() {
        await(fetching);
    }

    @Override
    public ReferenceReport refreshReferences() {
        return new ReferenceReport(List.of());
    }

    @Override
    public FetchReport fetch(ProviderSyncRequest request) {
        fetches.incrementAndGet();
        requests.add(request);
        fetching.countDown();
        CountDownLatch gate = gates.get(request.provider());
        if (gate != null) {
            await(gate);
        }
        if (broken.contains(request.provider())) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "the provider refused our key", FailureTypes.PROVIDER_AUTH_FAILED);
        }
        if (unconfigured.contains(request.provider())) {
            return new FetchReport(
                    FetchReport.Outcome.SKIPPED,
                    null,
                    1,
                    SyncCounts.NONE,
                    new SyncError("not_configured", "set its API key"),
                    1);
        }
        return new FetchReport(
                FetchReport.Outcome.FETCHED, new SnapshotRef("ab".repeat(32), 1000, 1), 1, SyncCounts.NONE, null, 11);
    }

    private static void await(CountDownLatch gate) {
        try {
            if (!gate.await(25, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public TransformReport transform(TransformRequest request) {
        return new TransformReport(new StagedRef("k", 1, 0), COUNTS, new TreeMap<>(Map.of("no_id", 2L)), null, 12, 0);
    }

    @Override
    public ApplyReport upsert(UpsertRequest request) {
        upserts.incrementAndGet();
        List<PlannedChange> changes = request.sync().dryRun()
                ? List.of(new PlannedChange("price.changed", "m/1", "{\"input\":\"0.1\"}", "{\"input\":\"0.2\"}"))
                : List.of();
        return new ApplyReport(COUNTS, 7, changes, 13);
    }

    @Override
    public ProviderList listProviders(ListProvidersRequest request) {
        return request.providers().isEmpty()
                ? new ProviderList(all, false)
                : new ProviderList(request.providers(), true);
    }

    @Override
    public void invalidateCache(InvalidateRequest request) {
        // nothing is cached here
    }

    @Override
    public void recordOutcome(FailureRecord record) {
        // the log is filled by the tests that read it
    }

    @Override
    public void recordRun(RunRecord record) {
        // the log is filled by the tests that read it
    }
}
