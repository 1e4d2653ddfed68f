package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.jobs.Job.ProviderPart;
import ai.gatewayz.sync.api.jobs.JobProgress.KnownParts;
import ai.gatewayz.sync.api.jobs.RunQueries.CatalogRunRow;
import ai.gatewayz.sync.api.jobs.RunQueries.ProviderRunRow;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.SyncAttributes;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncReport;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Describes and cancels jobs. Only this product's own workflows exist here, whatever else the namespace holds. */
public final class JobReader {
    private static final Pattern JOB_ID = Pattern.compile("[A-Za-z0-9:._-]{1,200}");
    private static final Pattern RUN_ID = Pattern.compile("[0-9a-fA-F-]{36}");
    private static final Duration RESULT_LIMIT = Duration.ofSeconds(2);

    private final SyncLauncher launcher;
    private final TemporalCalls temporal;
    private final Jdbi jdbi;
    private final LoggedResults log;
    private final TemporalPages pages;

    /** Over Temporal and the run log. */
    JobReader(TemporalCalls temporal, Jdbi jdbi, TemporalPages pages) {
        this.launcher = new SyncLauncher(temporal.client());
        this.temporal = temporal;
        this.jdbi = jdbi;
        this.log = new LoggedResults(jdbi);
        this.pages = pages;
    }

    /** A job, or 404. */
    public Job read(String jobId, @Nullable String runId) {
        WorkflowStub stub = stub(jobId, runId);
        try {
            return live(stub, temporal.call(stub::describe));
        } catch (WorkflowNotFoundException e) {
            return logged(jobId, runId);
        }
    }

    /** Asks a running job to stop; nothing that it has not committed is kept. */
    public StartedJob cancel(String jobId, @Nullable String runId) {
        WorkflowStub stub = stub(jobId, runId);
        try {
            WorkflowExecutionDescription description = temporal.call(stub::describe);
            JobStatus status = JobOutcome.statusOf(description.getStatus());
            if (status.isEnd()) {
                throw ApiException.of(409, "the job has ended already: " + status.key());
            }
            temporal.call(() -> {
                stub.cancel();
                return status;
            });
            return new StartedJob(jobId, description.getExecution().getRunId(), true);
        } catch (WorkflowNotFoundException e) {
            throw ApiException.notFound("job");
        }
    }

    /** Ends a job at once, whatever it does; 404 when it does not run. */
    public void terminate(String jobId, String runId, String reason) {
        WorkflowStub stub = stub(jobId, runId);
        try {
            temporal.call(() -> {
                stub.terminate(reason);
                return reason;
            });
        } catch (WorkflowNotFoundException e) {
            throw ApiException.notFound("job");
        }
    }

    private WorkflowStub stub(String jobId, @Nullable String runId) {
        boolean plausible = JOB_ID.matcher(jobId).matches()
                && WorkflowIds.isOurs(jobId)
                && (runId == null || RUN_ID.matcher(runId).matches());
        if (!plausible) {
            throw ApiException.notFound("job");
        }
        return temporal.client().newUntypedWorkflowStub(jobId, Optional.ofNullable(runId), Optional.empty());
    }

    private Job live(WorkflowStub stub, WorkflowExecutionDescription description) {
        String jobId = description.getExecution().getWorkflowId();
        JobStatus status = JobOutcome.statusOf(description.getStatus());
        if (!status.isEnd()) {
            JobProgress progress = new JobProgress(temporal);
            KnownParts known = WorkflowIds.isProvider(jobId)
                    ? KnownParts.of(progress.ofProvider(stub, description))
                    : progress.ofCatalog(stub, RunningJobs.isDryRun(description));
            return job(description, status, known, null);
        }
        return WorkflowIds.isProvider(jobId)
                ? endedProvider(description, status)
                : endedCatalog(stub, description, status);
    }

    private Job endedProvider(WorkflowExecutionDescription description, JobStatus status) {
        StartedJob job = job(description);
        Optional<JobOutcome<ProviderSyncResult>> outcome = launcher.awaitProvider(job, RESULT_LIMIT);
        ProviderPart part = outcome.map(JobOutcome::result)
                .map(ProviderPart::of)
                .or(() -> jdbi.withExtension(RunQueries.class, runs -> runs.providerRun(job.jobId(), job.runId()))
                        .map(ProviderPart::of))
                .orElseGet(() -> ProviderPart.withoutRun(
                        WorkflowIds.provider(job.jobId()), RunOutcome.CANCELLED, error(outcome)));
        return job(description, status, KnownParts.ended(List.of(part), 0), error(outcome));
    }

    private Job endedCatalog(WorkflowStub stub, WorkflowExecutionDescription description, JobStatus status) {
        Optional<JobOutcome<SyncReport>> outcome = launcher.awaitCatalog(job(description), RESULT_LIMIT)
                .map(end -> end.map(report -> log.complete(job(description), report)));
        return job(
                description,
                outcome.map(JobOutcome::status).orElse(status),
                outcome.map(JobOutcome::result)
                        .map(JobReader::reported)
                        .orElseGet(() -> unreported(stub, job(description))),
                error(outcome));
    }

    private static KnownParts reported(SyncReport report) {
        List<ProviderPart> parts =
                report.results().stream().map(ProviderPart::of).toList();
        return KnownParts.ended(parts, report.leftOut());
    }

    /** A job that was cancelled recorded its parts; one that was cut off could not, but its history has them. */
    private KnownParts unreported(WorkflowStub stub, StartedJob job) {
        return jdbi.withExtension(RunQueries.class, runs -> runs.find(job.jobId(), job.runId())
                        .map(run -> known(run, LoggedParts.of(runs, run))))
                .orElseGet(() -> new JobProgress(temporal).ofCutOff(stub));
    }

    private static KnownParts known(CatalogRunRow run, LoggedParts logged) {
        return KnownParts.ended(
                logged.parts(), Math.max(0, run.providers() - logged.parts().size()));
    }

    private static @Nullable SyncError error(Optional<? extends JobOutcome<?>> outcome) {
        return outcome.map(JobOutcome::error).orElse(null);
    }

    private static StartedJob job(WorkflowExecutionDescription description) {
        return new StartedJob(
                description.getExecution().getWorkflowId(),
                description.getExecution().getRunId(),
                true);
    }

    private Job job(
            WorkflowExecutionDescription description, JobStatus status, KnownParts known, @Nullable SyncError error) {
        Instant ended = status.isEnd() ? description.getCloseTime() : null;
        String kind = description.getTypedSearchAttributes().get(SyncAttributes.KIND);
        return new Job(
                description.getExecution().getWorkflowId(),
                description.getExecution().getRunId(),
                kind == null ? null : kind.toLowerCase(Locale.ROOT),
                RunningJobs.isDryRun(description),
                status.key(),
                RunningJobs.triggeredBy(description),
                description.getStartTime(),
                ended,
                ended == null
                        ? null
                        : Duration.between(description.getStartTime(), ended).toMillis(),
                known.parts(),
                known.leftOut(),
                known.percent(),
                error,
                pages.of(description.getExecution()),
                "temporal");
    }

    private Job logged(String jobId, @Nullable String runId) {
        return jdbi.withExtension(
                        RunQueries.class,
                        log -> WorkflowIds.isProvider(jobId)
                                ? log.providerRun(jobId, runId).map(JobReader::ofLog)
                                : log.find(jobId, runId).map(run -> ofRun(run, LoggedParts.of(log, run))))
                .orElseThrow(() -> ApiException.notFound("job"));
    }

    private static Job ofRun(CatalogRunRow run, LoggedParts logged) {
        KnownParts known = known(run, logged);
        return new Job(
                run.jobId(),
                run.runId(),
                run.kind().toLowerCase(Locale.ROOT),
                false,
                run.status(),
                run.triggeredBy(),
                run.startedAt(),
                run.completedAt(),
                run.durationMs(),
                known.parts(),
                known.leftOut(),
                100,
                logged.error(),
                null,
                "run_log");
    }

    private static Job ofLog(ProviderRunRow row) {
        ProviderPart part = ProviderPart.of(row);
        JobStatus status = RunOutcome.of(row.outcome()).asJob();
        return new Job(
                row.workflowId(),
                row.runId(),
                row.kind().toLowerCase(Locale.ROOT),
                false,
                status.key(),
                row.triggeredBy(),
                row.syncStartedAt(),
                row.syncCompletedAt(),
                row.durationMs(),
                List.of(part),
                0,
                100,
                part.error(),
                null,
                "run_log");
    }
}
