package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.activity.CacheActivities;
import ai.gatewayz.sync.workflows.activity.CatalogActivities;
import ai.gatewayz.sync.workflows.activity.ReferenceActivities;
import ai.gatewayz.sync.workflows.activity.SyncLogActivities;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import ai.gatewayz.sync.workflows.model.ListProvidersRequest;
import ai.gatewayz.sync.workflows.model.ProviderList;
import ai.gatewayz.sync.workflows.model.ProviderProgress;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.RunRecord;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncProgress;
import ai.gatewayz.sync.workflows.model.SyncReport;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowSemaphore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The fan-out over providers. Its report holds sums, and one short row per provider as long as they fit. */
public final class CatalogSyncWorkflowImpl implements CatalogSyncWorkflow {
    /** Steps of a provider in this run's progress, until it is done. */
    private static final String QUEUED = "queued";

    private static final String RUNNING = "running";

    private static final Logger LOG = Workflow.getLogger(CatalogSyncWorkflowImpl.class);

    private final Map<String, ProviderProgress> progress = new LinkedHashMap<>();
    private int done;
    private int notDue;
    private long startedAt;

    @Override
    public SyncProgress getProgress() {
        List<ProviderProgress> rows = PayloadRoom.fit(
                List.copyOf(progress.values()), PayloadRoom.ROWS, PayloadRoom::bytes, CatalogSyncWorkflowImpl::rank);
        return new SyncProgress(done, progress.size(), rows);
    }

    /** What runs and what failed is looked at; what waits says nothing. */
    private static int rank(ProviderProgress row) {
        RunOutcome status = row.status();
        if (status == null) {
            return row.step().equals(RUNNING) ? 0 : 3;
        }
        return status.isGood() ? 2 : 1;
    }

    @Override
    public SyncReport syncCatalog(CatalogSyncRequest request) {
        startedAt = Workflow.currentTimeMillis();
        SyncAttributes.complete(SyncAttributes.of(request));
        List<ProviderSyncResult> results = new ArrayList<>();
        try {
            ProviderList providers = Workflow.newActivityStub(CatalogActivities.class, ActivityPolicies.listProviders())
                    .listProviders(
                            new ListProvidersRequest(request.providers(), request.dryRun(), isByItself(request)));
            notDue = providers.notDue();
            refreshReferences(request);
            runAll(request, providers, results);
        } catch (CanceledFailure | ActivityFailure e) {
            recordBrokenRun(request, RunEnd.of(results), e);
            throw e;
        }
        RunEnd end = RunEnd.of(results);
        SyncReport report = report(request, end);
        finish(request, end, report);
        if (report.status() == JobStatus.FAILED) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "every provider failed", FailureTypes.ALL_PROVIDERS_FAILED, report);
        }
        return report;
    }

    /** Whoever asks for a sync gets it; only what runs by itself may leave out what is not due. */
    private static boolean isByItself(CatalogSyncRequest request) {
        return request.kind() == SyncKind.FULL && !request.dryRun() && request.trigger() == SyncTrigger.SCHEDULE;
    }

    /** Before the providers, some of which have no other prices. A failure leaves the prices known last. */
    private static void refreshReferences(CatalogSyncRequest request) {
        int version = Workflow.getVersion("refresh-references", Workflow.DEFAULT_VERSION, 1);
        if (version == Workflow.DEFAULT_VERSION || request.dryRun()) {
            return;
        }
        try {
            Workflow.newActivityStub(ReferenceActivities.class, ActivityPolicies.references())
                    .refreshReferences();
        } catch (ActivityFailure e) {
            if (CancellationScope.current().isCancelRequested()) {
                throw e;
            }
            LOG.warn(
                    "reference prices could not be refreshed; those known last are used: {}",
                    SyncFailures.describe(e).message());
        }
    }

    private SyncReport report(CatalogSyncRequest request, RunEnd end) {
        return end.report(request.dryRun(), Workflow.currentTimeMillis() - startedAt, notDue);
    }

    /** A run that never came to its end is in the log too; otherwise nobody would see that it was due. */
    private void recordBrokenRun(CatalogSyncRequest request, RunEnd end, TemporalFailure failure) {
        if (CancellationScope.current().isCancelRequested()) {
            Workflow.newDetachedCancellationScope(
                            () -> record(request, end, report(request, end), JobStatus.CANCELLED, null))
                    .run();
        } else if (Workflow.getVersion("record-failed-listing", Workflow.DEFAULT_VERSION, 1) > 0) {
            Workflow.upsertTypedSearchAttributes(SyncAttributes.OUTCOME.valueSet(JobStatus.FAILED.key()));
            record(request, end, report(request, end), JobStatus.FAILED, SyncFailures.describe(failure));
        }
    }

    private void runAll(CatalogSyncRequest request, ProviderList providers, List<ProviderSyncResult> results) {
        providers.slugs().forEach(slug -> show(slug, QUEUED));
        WorkflowSemaphore slots = Workflow.newWorkflowSemaphore(request.parallelism());
        ProviderChildren children = new ProviderChildren(request, providers.named() && !request.asGroup());
        List<Promise<ProviderSyncResult>> running = new ArrayList<>();
        for (String slug : providers.slugs()) {
            if (!isFree(slots)) {
                break;
            }
            show(slug, RUNNING);
            running.add(children.start(slug).thenApply(result -> {
                slots.release();
                done(result);
                return result;
            }));
        }
        running.forEach(promise -> results.add(promise.get()));
        providers.slugs().stream().skip(running.size()).map(children::notAsked).forEach(results::add);
        // Children that were cancelled with this run report it as their result; the run itself ends as cancelled.
        CancellationScope.throwCanceled();
    }

    /** Waits for a slot; false when the run is cancelled meanwhile: running children are still waited for. */
    private static boolean isFree(WorkflowSemaphore slots) {
        try {
            slots.acquire();
            return true;
        } catch (CanceledFailure e) {
            return false;
        }
    }

    private void show(String slug, String step) {
        progress.put(slug, new ProviderProgress(slug, step, null, SyncCounts.NONE, null));
    }

    private void done(ProviderSyncResult result) {
        done++;
        progress.put(
                result.provider(),
                new ProviderProgress(result.provider(), "done", result.status(), result.counts(), result.error()));
        Workflow.setCurrentDetails("**" + done + "/" + progress.size() + "** providers done · last: "
                + result.provider() + " " + result.status().key());
    }

    private void finish(CatalogSyncRequest request, RunEnd end, SyncReport report) {
        long changed = end.totals().counts().modelsChanged();
        Workflow.upsertTypedSearchAttributes(
                SyncAttributes.OUTCOME.valueSet(report.status().key()),
                SyncAttributes.MODELS_CHANGED.valueSet(changed));
        if (!request.dryRun() && changed > 0) {
            try {
                Workflow.newActivityStub(CacheActivities.class, ActivityPolicies.invalidate("catalog"))
                        .invalidateCache(new InvalidateRequest(null, report.generation(), false));
            } catch (ActivityFailure e) {
                LOG.warn(
                        "catalog-wide cache invalidation failed; caches lag until the next commit: {}",
                        SyncFailures.describe(e).message());
            }
        }
        record(request, end, report, report.status(), null);
    }

    private void record(
            CatalogSyncRequest request, RunEnd end, SyncReport report, JobStatus status, @Nullable SyncError error) {
        RunLines.ended(request, status, end, error);
        Workflow.setCurrentDetails("**" + status.key() + "** · " + end.totals().succeeded() + "/"
                + end.totals().providers() + " providers synced" + RunLines.failed(end));
        if (!request.dryRun()) {
            SyncReport totals = report.withResults(List.of());
            Workflow.newActivityStub(SyncLogActivities.class, ActivityPolicies.record("catalog"))
                    .recordRun(new RunRecord(request, totals, status.key(), startedAt, error, end.errors()));
        }
    }
}
