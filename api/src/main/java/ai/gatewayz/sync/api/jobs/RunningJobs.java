package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.workflows.SyncAttributes;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Our workflows that run now: listed where the server can list, else asked for by the ids that they must have. */
public final class RunningJobs {
    private static final String QUERY = "ExecutionStatus = 'Running'";
    private static final int MOST = 200;
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final TemporalCalls temporal;

    /**
     * A job that runs.
     *
     * @param kind {@code full} or {@code prices}; null when it is not known yet
     * @param parentJobId the catalog sync that it is a part of; null when it is a job of its own
     */
    public record RunningJob(
            String jobId,
            String runId,
            String status,
            Instant startedAt,
            @Nullable String kind,
            @Nullable String triggeredBy,
            boolean dryRun,
            @Nullable String parentJobId) {
        /** Whether it syncs prices only. */
        @JsonIgnore
        public boolean isPricing() {
            return "prices".equals(kind);
        }

        /** The slug of a job for one provider; null for catalog syncs. */
        @JsonIgnore
        @Nullable
        String provider() {
            return WorkflowIds.isProvider(jobId) ? WorkflowIds.provider(jobId) : null;
        }
    }

    /** Over a temporal.client(). */
    RunningJobs(TemporalCalls temporal) {
        this.temporal = temporal;
    }

    /** What runs, by id; the slugs are asked for one by one when the server cannot list. */
    public List<RunningJob> list(List<String> slugs) {
        try {
            return temporal.within(LIMIT, this::listed);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
                throw e;
            }
            return temporal.within(LIMIT, () -> described(slugs));
        }
    }

    private List<RunningJob> listed() {
        try (Stream<WorkflowExecutionMetadata> running = temporal.client().listExecutions(QUERY)) {
            return running.filter(e -> WorkflowIds.isOurs(e.getExecution().getWorkflowId()))
                    .limit(MOST)
                    .map(RunningJobs::job)
                    .sorted(Comparator.comparing(RunningJob::jobId))
                    .toList();
        }
    }

    private List<RunningJob> described(List<String> slugs) {
        Map<String, RunningJob> found = new TreeMap<>();
        for (String slug : slugs) {
            for (boolean dryRun : new boolean[] {false, true}) {
                describe(WorkflowIds.providerSync(slug, dryRun)).ifPresent(job -> {
                    found.put(job.getExecution().getWorkflowId(), job(job));
                    parent(job).ifPresent(parent -> found.put(parent.jobId(), parent));
                });
            }
        }
        return List.copyOf(found.values());
    }

    private Optional<RunningJob> parent(WorkflowExecutionMetadata child) {
        WorkflowExecution parent = child.getParentExecution();
        return parent == null || parent.getWorkflowId().isEmpty()
                ? Optional.empty()
                : describe(parent.getWorkflowId()).map(RunningJobs::job);
    }

    private Optional<WorkflowExecutionMetadata> describe(String id) {
        try {
            WorkflowExecutionMetadata found =
                    temporal.client().newUntypedWorkflowStub(id).describe();
            return JobOutcome.statusOf(found.getStatus()).isEnd() ? Optional.empty() : Optional.of(found);
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Whether a run changes nothing, as it says itself from its first step on; the ids of providers' dry runs say it too. */
    static boolean isDryRun(WorkflowExecutionMetadata execution) {
        Boolean told = execution.getTypedSearchAttributes().get(SyncAttributes.DRY_RUN);
        return told == null ? WorkflowIds.isDryRun(execution.getExecution().getWorkflowId()) : told;
    }

    /** Who asked for a run; of one that was started with Temporal's own tools only what kind of trigger it was. */
    static @Nullable String triggeredBy(WorkflowExecutionMetadata execution) {
        Object name = execution.getMemo("triggeredBy", String.class);
        return name == null ? execution.getTypedSearchAttributes().get(SyncAttributes.TRIGGER) : name.toString();
    }

    static RunningJob job(WorkflowExecutionMetadata execution) {
        String kind = execution.getTypedSearchAttributes().get(SyncAttributes.KIND);
        WorkflowExecution parent = execution.getParentExecution();
        return new RunningJob(
                execution.getExecution().getWorkflowId(),
                execution.getExecution().getRunId(),
                JobStatus.RUNNING.key(),
                execution.getStartTime(),
                kind == null ? null : kind.toLowerCase(Locale.ROOT),
                triggeredBy(execution),
                isDryRun(execution),
                parent == null || parent.getWorkflowId().isEmpty() ? null : parent.getWorkflowId());
    }
}
