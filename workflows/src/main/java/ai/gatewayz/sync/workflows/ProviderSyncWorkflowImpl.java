package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.catalog.guard.ListVerdict;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.activity.CacheActivities;
import ai.gatewayz.sync.workflows.activity.FetchActivities;
import ai.gatewayz.sync.workflows.activity.ProviderActivities;
import ai.gatewayz.sync.workflows.activity.SyncLogActivities;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.FailureRecord;
import ai.gatewayz.sync.workflows.model.FetchReport;
import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import ai.gatewayz.sync.workflows.model.PlannedChange;
import ai.gatewayz.sync.workflows.model.ProviderProgress;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.TransformReport;
import ai.gatewayz.sync.workflows.model.TransformRequest;
import ai.gatewayz.sync.workflows.model.UpsertRequest;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One provider's sync. Holds no data of models: its steps exchange references and counts. */
public final class ProviderSyncWorkflowImpl implements ProviderSyncWorkflow {
    /** A list that cannot be read is fetched once more: a cut connection looks like a malformed list. */
    private static final int READS = 2;

    private static final Duration BEFORE_SECOND_READ = Duration.ofSeconds(2);
    /** Each loss of the stage is a crash of the database; more than this is not bad luck. */
    private static final int STAGINGS = 3;

    private String provider = "";
    private String step = "queued";
    private @Nullable RunOutcome status;
    private @Nullable SyncError error;
    private SyncCounts counts = SyncCounts.NONE;
    private SortedMap<String, Long> skipReasons = new TreeMap<>();
    private StepTimes times = new StepTimes(0, 0, 0, 0);
    private List<PlannedChange> changes = List.of();
    private long generation;
    private long startedAt;

    @Override
    public ProviderProgress getProgress() {
        return new ProviderProgress(provider, step, status, counts, error);
    }

    @Override
    public ProviderSyncResult syncProvider(ProviderSyncRequest asked) {
        // Started once more from what another run was started with, it belongs to that run's job no longer.
        boolean isPart = Workflow.getInfo().getParentWorkflowId().isPresent();
        ProviderSyncRequest request = isPart ? asked : asked.alone();
        provider = request.provider();
        startedAt = Workflow.currentTimeMillis();
        SyncAttributes.complete(SyncAttributes.of(request));
        try {
            sync(request);
        } catch (ActivityFailure | CanceledFailure e) {
            throw failed(request, e);
        }
        step("done");
        ProviderSyncResult result = finish(request);
        RunLines.ended(request, result, false);
        return result;
    }

    private void sync(ProviderSyncRequest request) {
        for (int read = 1; ; read++) {
            try {
                if (!read(request)) {
                    return;
                }
                break;
            } catch (ActivityFailure e) {
                if (read == READS || !isUnreadable(e)) {
                    throw e;
                }
                RunLines.readAgain(provider, SyncFailures.describe(e), BEFORE_SECOND_READ.toSeconds());
                Workflow.sleep(BEFORE_SECOND_READ);
            }
        }
        if (!request.dryRun() && (counts.modelsChanged() + counts.priceChanges() > 0)) {
            invalidate(request);
        }
    }

    private static boolean isUnreadable(ActivityFailure failure) {
        return SyncFailures.isType(failure, FailureTypes.MALFORMED_CATALOG)
                || SyncFailures.isType(failure, FailureTypes.EMPTY_CATALOG);
    }

    /** Returns whether anything was applied. */
    private boolean read(ProviderSyncRequest request) {
        FetchReport fetch = fetch(request);
        SnapshotRef snapshot = fetch.snapshot();
        if (snapshot == null) {
            return false;
        }
        apply(request, fetch, transform(request, snapshot, fetch.fence()));
        return true;
    }

    private FetchReport fetch(ProviderSyncRequest request) {
        step("fetch");
        FetchReport report = Workflow.newActivityStub(FetchActivities.class, ActivityPolicies.fetch(provider))
                .fetch(request);
        counts = report.counts();
        error = report.error();
        times = new StepTimes(report.millis(), 0, 0, 0);
        status = switch (report.outcome()) {
            case FETCHED -> null;
            case NOT_MODIFIED -> RunOutcome.NOT_MODIFIED;
            case SKIPPED -> RunOutcome.SKIPPED;
        };
        return report;
    }

    private TransformReport transform(ProviderSyncRequest request, SnapshotRef snapshot, long fence) {
        step("transform");
        TransformReport report = Workflow.newActivityStub(
                        ProviderActivities.class, ActivityPolicies.transform(provider))
                .transform(new TransformRequest(request, snapshot, fence));
        counts = report.counts();
        skipReasons = report.skipReasons();
        times = new StepTimes(times.fetch(), report.millis(), 0, 0);
        return report;
    }

    private void apply(ProviderSyncRequest request, FetchReport fetch, TransformReport first) {
        TransformReport transform = first;
        for (int staging = 1; ; staging++) {
            step("upsert");
            try {
                ApplyReport report = Workflow.newActivityStub(
                                ProviderActivities.class, ActivityPolicies.upsert(provider))
                        .upsert(new UpsertRequest(request, fetch, transform, startedAt));
                counts = report.counts();
                generation = report.generation();
                changes = report.changes();
                times = new StepTimes(times.fetch(), times.transform(), report.millis(), 0);
                status = RunOutcome.SYNCED;
                error = note(report.verdict(), transform.missing());
                return;
            } catch (ActivityFailure e) {
                SnapshotRef snapshot = fetch.snapshot();
                if (staging == STAGINGS || snapshot == null || !SyncFailures.isType(e, FailureTypes.STAGE_LOST)) {
                    throw e;
                }
                transform = transform(request, snapshot, fetch.fence());
            }
        }
    }

    private static @Nullable SyncError note(@Nullable String verdict, long missing) {
        return verdict == null ? null : new SyncError(verdict, ListVerdict.sentence(verdict, missing));
    }

    private void invalidate(ProviderSyncRequest request) {
        step("invalidate");
        long before = Workflow.currentTimeMillis();
        try {
            Workflow.newActivityStub(CacheActivities.class, ActivityPolicies.invalidate(provider))
                    .invalidateCache(new InvalidateRequest(provider, generation, request.jobId() != null));
        } catch (ActivityFailure e) {
            // The catalog is right; only caches lag. They are told again by the next commit.
            error = new SyncError("cache_stale", SyncFailures.describe(e).message());
        }
        times = new StepTimes(times.fetch(), times.transform(), times.upsert(), Workflow.currentTimeMillis() - before);
    }

    private ProviderSyncResult finish(ProviderSyncRequest request) {
        ProviderSyncResult result = result(request);
        Workflow.upsertTypedSearchAttributes(
                SyncAttributes.OUTCOME.valueSet(result.status().key()),
                SyncAttributes.MODELS_CHANGED.valueSet(counts.modelsChanged()));
        return result;
    }

    private ProviderSyncResult result(ProviderSyncRequest request) {
        return new ProviderSyncResult(
                provider,
                status == null ? RunOutcome.FAILED : status,
                request.dryRun(),
                counts,
                skipReasons,
                error,
                times,
                generation,
                Workflow.currentTimeMillis() - startedAt,
                changes);
    }

    private RuntimeException failed(ProviderSyncRequest request, TemporalFailure failure) {
        boolean cancelled = CancellationScope.current().isCancelRequested();
        status = RunOutcome.FAILED;
        error = cancelled ? new SyncError("cancelled", "cancelled during " + step) : SyncFailures.describe(failure);
        counts = counts.onlyRead();
        Workflow.newDetachedCancellationScope(() -> {
                    ProviderSyncResult result = finish(request);
                    RunLines.ended(request, result, cancelled);
                    if (!request.dryRun()) {
                        Workflow.newActivityStub(SyncLogActivities.class, ActivityPolicies.record(provider))
                                .recordOutcome(new FailureRecord(request, result, cancelled, startedAt));
                    }
                })
                .run();
        return cancelled
                ? failure
                : ApplicationFailure.newNonRetryableFailureWithCause(
                        error.message().startsWith(provider) ? error.message() : provider + ": " + error.message(),
                        FailureTypes.PROVIDER_SYNC_FAILED,
                        failure,
                        result(request));
    }

    private void step(String name) {
        step = name;
        String detail = status == null || !name.equals("done")
                ? ""
                : " · " + status.key() + (error == null ? "" : ": " + error.message());
        Workflow.setCurrentDetails("**" + name + "** · " + counts.transformed() + " models read" + detail);
    }
}
