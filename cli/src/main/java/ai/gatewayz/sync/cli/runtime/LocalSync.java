package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.ProgressView;
import ai.gatewayz.sync.cli.output.ProviderOutcome;
import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.workflows.CatalogSyncWorkflow;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderProgress;
import ai.gatewayz.sync.workflows.model.RunTotals;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncProgress;
import ai.gatewayz.sync.workflows.model.SyncReport;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Runs one catalog sync on a Temporal connection of this process and shows how far it is. */
public final class LocalSync {
    private static final String QUEUED = JobStatus.QUEUED.key();
    private static final Duration LOOK = Duration.ofMillis(300);

    /**
     * The end of a sync.
     *
     * @param outcomes of as many providers as the report of the workflow has
     * @param durationMillis from the start to the end, as the workflow measured it
     */
    public record Result(
            String jobId, boolean dryRun, List<ProviderOutcome> outcomes, RunTotals totals, long durationMillis) {
        /** How many providers are not among the outcomes, because there are too many of them. */
        public long leftOut() {
            return totals.providers() - outcomes.size();
        }
    }

    private final TemporalConnection temporal;
    private final Screen screen;

    /** Shows its progress on a screen. */
    public LocalSync(TemporalConnection temporal, Screen screen) {
        this.temporal = temporal;
        this.screen = screen;
    }

    /**
     * Starts a sync and waits for its end.
     *
     * @throws CommandFailure when it ended without a report
     */
    public Result run(CatalogSyncRequest request) {
        SyncLauncher launcher = new SyncLauncher(temporal.client());
        StartedJob job =
                launcher.startCatalog(request, UUID.randomUUID().toString().substring(0, 8));
        CatalogSyncWorkflow workflow = temporal.client().newWorkflowStub(CatalogSyncWorkflow.class, job.jobId());
        try (ProgressView view = new ProgressView(screen)) {
            Optional<JobOutcome<SyncReport>> end = launcher.awaitCatalog(job, LOOK);
            while (end.isEmpty()) {
                show(workflow, view);
                end = launcher.awaitCatalog(job, LOOK);
            }
            show(workflow, view);
            return result(job, request, end.orElseThrow());
        }
    }

    private static void show(CatalogSyncWorkflow workflow, ProgressView view) {
        try {
            SyncProgress progress = workflow.getProgress();
            long models = progress.providers().stream()
                    .mapToLong(provider -> provider.counts().synced())
                    .sum();
            List<String> awaited = progress.providers().stream()
                    .filter(provider ->
                            provider.status() == null && !provider.step().equals(QUEUED))
                    .map(ProviderProgress::provider)
                    .toList();
            view.update(new ProgressView.Progress(progress.done(), progress.total(), models, awaited));
        } catch (WorkflowException | StatusRuntimeException e) {
            // A query needs a free worker; the next look will have one, and the sync itself does not depend on it.
            return;
        }
    }

    private static Result result(StartedJob job, CatalogSyncRequest request, JobOutcome<SyncReport> end) {
        SyncReport report = end.result();
        if (report == null) {
            SyncError error = end.error();
            throw CommandFailure.failed("the sync " + job.jobId() + " ended without a result: "
                    + (error == null ? end.status().key() : error.message()));
        }
        return new Result(
                job.jobId(), request.dryRun(), SyncReports.outcomes(report), report.totals(), report.durationMillis());
    }
}
