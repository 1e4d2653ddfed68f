package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.jobs.Job.ProviderPart;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.model.ProviderProgress;
import ai.gatewayz.sync.workflows.model.SyncProgress;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks running workflows where they are. Needs a worker, so it is decoration: without an answer parts are left out. */
final class JobProgress {
    private static final String QUERY = "getProgress";
    private static final long LIMIT_NANOS = Duration.ofSeconds(2).toNanos();

    private final TemporalCalls temporal;
    private final long end = System.nanoTime() + LIMIT_NANOS;

    JobProgress(TemporalCalls temporal) {
        this.temporal = temporal;
    }

    /** What is known of a job; of very many parts only some are told. */
    record KnownParts(List<ProviderPart> parts, int leftOut, int percent) {
        static KnownParts of(List<ProviderPart> parts) {
            return new KnownParts(parts, 0, Job.percent(parts, false));
        }

        static KnownParts ended(List<ProviderPart> parts, int leftOut) {
            return new KnownParts(parts, leftOut, 100);
        }
    }

    /** The one part of a provider's sync. */
    List<ProviderPart> ofProvider(WorkflowStub stub, WorkflowExecutionDescription description) {
        return ask(() -> stub.query(QUERY, ProviderProgress.class))
                .map(ProviderPart::of)
                .map(part -> withAttempt(part, description))
                .map(List::of)
                .orElse(List.of());
    }

    /** The parts of a catalog sync that are known; those that run are asked themselves. */
    KnownParts ofCatalog(WorkflowStub stub, boolean dryRun) {
        Optional<SyncProgress> progress = ask(() -> stub.query(QUERY, SyncProgress.class));
        List<ProviderPart> parts = new ArrayList<>();
        progress.ifPresent(found -> found.providers()
                .forEach(provider -> parts.add(
                        provider.step().equals(JobStatus.RUNNING.key())
                                ? ofChild(provider, dryRun)
                                : ProviderPart.of(provider))));
        int leftOut = progress.map(found -> found.total() - parts.size()).orElse(0);
        int percent = progress.filter(found -> leftOut > 0)
                .map(found -> Math.min(99, 100 * found.done() / found.total()))
                .orElseGet(() -> Job.percent(parts, false));
        return new KnownParts(parts, leftOut, percent);
    }

    /** The parts of a catalog sync that was cut off before it could report. */
    KnownParts ofCutOff(WorkflowStub stub) {
        Optional<SyncProgress> progress = ask(() -> stub.query(QUERY, SyncProgress.class));
        List<ProviderPart> parts = progress.stream()
                .flatMap(found -> found.providers().stream())
                .map(ProviderPart::of)
                .map(ProviderPart::cutOff)
                .toList();
        return KnownParts.ended(
                parts, progress.map(found -> found.total() - parts.size()).orElse(0));
    }

    private ProviderPart ofChild(ProviderProgress known, boolean dryRun) {
        WorkflowStub child =
                temporal.client().newUntypedWorkflowStub(WorkflowIds.providerSync(known.provider(), dryRun));
        return ask(child::describe)
                .flatMap(description -> ofProvider(child, description).stream().findFirst())
                .orElseGet(() -> ProviderPart.of(known));
    }

    private static ProviderPart withAttempt(ProviderPart part, WorkflowExecutionDescription description) {
        return StepTry.of(description.getRawDescription().getPendingActivitiesList())
                .map(part::withTry)
                .orElse(part);
    }

    private <T> Optional<T> ask(Supplier<T> question) {
        long left = end - System.nanoTime();
        if (left <= 0) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(temporal.within(Duration.ofNanos(left).plusMillis(1), question));
        } catch (StatusRuntimeException | WorkflowException e) {
            return Optional.empty();
        }
    }
}
