package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.jobs.RunningJobs.RunningJob;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Jobs that were terminated or ran out of time: they had no chance to write themselves into the run log. */
final class CutOffJobs {
    private static final String QUERY = "ExecutionStatus = 'Terminated' OR ExecutionStatus = 'TimedOut'";
    private static final int MOST = 200;
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final TemporalCalls temporal;

    CutOffJobs(TemporalCalls temporal) {
        this.temporal = temporal;
    }

    /** Those that Temporal still knows; none where the server cannot list. */
    List<JobSummary> list() {
        try {
            return temporal.within(LIMIT, this::listed);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
                throw e;
            }
            return List.of();
        }
    }

    private List<JobSummary> listed() {
        try (Stream<WorkflowExecutionMetadata> ended = temporal.client().listExecutions(QUERY)) {
            return ended.filter(e -> WorkflowIds.isOurs(e.getExecution().getWorkflowId()))
                    .limit(MOST)
                    .filter(e -> RunningJobs.job(e).parentJobId() == null)
                    .map(CutOffJobs::summary)
                    .toList();
        }
    }

    private static JobSummary summary(WorkflowExecutionMetadata execution) {
        RunningJob job = RunningJobs.job(execution);
        Instant closed = execution.getCloseTime();
        return new JobSummary(
                job.jobId(),
                job.runId(),
                job.kind(),
                JobOutcome.statusOf(execution.getStatus()).key(),
                job.triggeredBy(),
                job.dryRun(),
                job.startedAt(),
                closed,
                closed == null
                        ? null
                        : Duration.between(job.startedAt(), closed).toMillis(),
                job.provider(),
                null,
                "temporal");
    }
}
