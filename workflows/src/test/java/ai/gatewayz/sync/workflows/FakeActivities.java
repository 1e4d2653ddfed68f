package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.activity.AnnouncementActivities;
import ai.gatewayz.sync.workflows.activity.CacheActivities;
import ai.gatewayz.sync.workflows.activity.CatalogActivities;
import ai.gatewayz.sync.workflows.activity.DigestActivities;
import ai.gatewayz.sync.workflows.activity.FetchActivities;
import ai.gatewayz.sync.workflows.activity.PriceAuditActivities;
import ai.gatewayz.sync.workflows.activity.ProviderActivities;
import ai.gatewayz.sync.workflows.activity.ReferenceActivities;
import ai.gatewayz.sync.workflows.activity.SyncLogActivities;
import ai.gatewayz.sync.workflows.model.AnnouncedChange;
import ai.gatewayz.sync.workflows.model.AnnouncementLook;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.DigestReport;
import ai.gatewayz.sync.workflows.model.FailureRecord;
import ai.gatewayz.sync.workflows.model.FetchReport;
import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import ai.gatewayz.sync.workflows.model.ListProvidersRequest;
import ai.gatewayz.sync.workflows.model.PriceAuditRecord;
import ai.gatewayz.sync.workflows.model.PriceAuditReport;
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
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every step of a sync without any I/O: remembers its calls and does what a test tells it. */
public final class FakeActivities
        implements AnnouncementActivities,
                DigestActivities,
                PriceAuditActivities,
                CacheActivities,
                CatalogActivities,
                FetchActivities,
                ProviderActivities,
                ReferenceActivities,
                SyncLogActivities {
    /** Counts of a list of ten with one new model, two changes and one price. */
    public static final SyncCounts COUNTS =
            SyncCounts.read(10, 9, 1).withSynced(9).withModels(1, 2, 6).withPrices(1, 0);

    private static final SnapshotRef SNAPSHOT = new SnapshotRef("ab".repeat(32), 1_000, 1);

    /** Steps in the order of their calls, such as {@code fetch groq}. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /** What was to be recorded of failed providers. */
    public final List<FailureRecord> failures = new CopyOnWriteArrayList<>();

    /** What was to be recorded of catalog syncs. */
    public final List<RunRecord> runs = new CopyOnWriteArrayList<>();

    /** What invalidations were told. */
    public final List<InvalidateRequest> invalidations = new CopyOnWriteArrayList<>();

    /** Answers when no name is asked for. */
    public List<String> providers = List.of("groq", "xai");

    /** The listing step. */
    public Function<ListProvidersRequest, ProviderList> list = this::asked;

    /** The refresh of reference prices. */
    public Supplier<ReferenceReport> references = () -> new ReferenceReport(List.of());

    /** The fetch step. */
    public Function<ProviderSyncRequest, FetchReport> fetch = request -> fetched();

    /** The transform step. */
    public Function<TransformRequest, TransformReport> transform = request -> transformed();

    /** The upsert step. */
    public Function<UpsertRequest, ApplyReport> upsert = request -> applied();

    /** The invalidation step. */
    public Consumer<InvalidateRequest> invalidate = request -> {};

    /** What digests tell. */
    public Supplier<DigestReport> digest = () -> new DigestReport(0, 0, "");

    /** How announcements stand. */
    public Function<AnnouncedChange, AnnouncementLook> look = change -> new AnnouncementLook(0, 0, 0, null);

    /** A list that is to be transformed. */
    public static FetchReport fetched() {
        return new FetchReport(FetchReport.Outcome.FETCHED, SNAPSHOT, 7, SyncCounts.NONE, null, 11);
    }

    /** A list that is the applied one. */
    public static FetchReport notModified() {
        return new FetchReport(FetchReport.Outcome.NOT_MODIFIED, null, 7, COUNTS, null, 11);
    }

    /** A provider that was not asked. */
    public static FetchReport skipped() {
        return new FetchReport(
                FetchReport.Outcome.SKIPPED, null, 0, SyncCounts.NONE, new SyncError("not_configured", "no key"), 0);
    }

    /** A plan. */
    public static TransformReport transformed() {
        return new TransformReport(
                new StagedRef("stage", 3, 6),
                SyncCounts.read(10, 9, 1).withModels(1, 2, 6),
                new TreeMap<>(Map.of("no_id", 1L)),
                null,
                22,
                0);
    }

    /** A commit. */
    public static ApplyReport applied() {
        return new ApplyReport(COUNTS, 5, List.of(), 33);
    }

    /** A failure that is not retried. */
    public static ApplicationFailure permanent(String type) {
        return ApplicationFailure.newNonRetryableFailure("told by the fake", type);
    }

    /** A failure that is retried. */
    public static ApplicationFailure passing(String type) {
        return ApplicationFailure.newFailure("told by the fake", type);
    }

    /** Beats until the activity is cancelled; says when it has begun. */
    public static FetchReport untilCancelled(CountDownLatch begun) {
        begun.countDown();
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
                Activity.getExecutionContext().heartbeat("waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("a heartbeat ends it");
    }

    /** What replays find. */
    public Supplier<PriceAuditReport.Replay> replay = () -> new PriceAuditReport.Replay(2, 9, 0, 0, List.of());

    /** Audits that were to be recorded. */
    public final List<PriceAuditRecord> audits = new CopyOnWriteArrayList<>();

    @Override
    public PriceAuditReport.Replay replayLists() {
        calls.add("replay");
        return replay.get();
    }

    @Override
    public PriceAuditReport.Feeds compareWithFeeds() {
        calls.add("compare");
        return new PriceAuditReport.Feeds(7, 1, 0, List.of());
    }

    @Override
    public void recordPriceAudit(PriceAuditRecord record) {
        calls.add("recordAudit");
        audits.add(record);
    }

    @Override
    public DigestReport sendDigests() {
        calls.add("digest");
        return digest.get();
    }

    @Override
    public AnnouncementLook lookAtAnnouncement(AnnouncedChange change) {
        calls.add("look " + change.provider());
        return look.apply(change);
    }

    @Override
    public ProviderList listProviders(ListProvidersRequest request) {
        calls.add("list");
        return list.apply(request);
    }

    @Override
    public ReferenceReport refreshReferences() {
        calls.add("references");
        return references.get();
    }

    private ProviderList asked(ListProvidersRequest request) {
        boolean named = !request.providers().isEmpty();
        return new ProviderList(named ? request.providers() : providers, named);
    }

    @Override
    public FetchReport fetch(ProviderSyncRequest request) {
        calls.add("fetch " + request.provider());
        return fetch.apply(request);
    }

    @Override
    public TransformReport transform(TransformRequest request) {
        calls.add("transform " + request.sync().provider());
        return transform.apply(request);
    }

    @Override
    public ApplyReport upsert(UpsertRequest request) {
        calls.add("upsert " + request.sync().provider());
        return upsert.apply(request);
    }

    @Override
    public void invalidateCache(InvalidateRequest request) {
        calls.add("invalidate " + request.provider());
        invalidations.add(request);
        invalidate.accept(request);
    }

    @Override
    public void recordOutcome(FailureRecord record) {
        calls.add("recordOutcome " + record.sync().provider());
        failures.add(record);
    }

    @Override
    public void recordRun(RunRecord record) {
        calls.add("recordRun");
        runs.add(record);
    }
}
