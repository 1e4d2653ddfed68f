package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.embedded.TemporalBinary;
import ai.gatewayz.sync.cli.embedded.TemporalRuntime;
import ai.gatewayz.sync.workflows.ProviderSyncWorkflow;
import ai.gatewayz.sync.workflows.ProviderSyncWorkflowImpl;
import ai.gatewayz.sync.workflows.SyncAttributes;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.activity.FetchActivities;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.model.FetchReport;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncKind;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More syncs than workers can work on, on the server that {@code up} starts: who somebody waits for goes before what a schedule began. */
@Timeout(90)
final class BacklogIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> SCHEDULED =
            IntStream.rangeClosed(1, 12).mapToObj(n -> "scheduled-" + n).toList();

    @TempDir
    static Path folder;

    private static TemporalRuntime runtime;
    private static TemporalConnection temporal;

    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final CountDownLatch slotIsFree = new CountDownLatch(1);

    @BeforeAll
    static void start() {
        assumeTrue(TemporalBinary.find(System.getenv()).isPresent(), "no temporal program");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("TEMPORAL_MODE", "dev-server");
        runtime = TemporalRuntime.start(environment, DataDirectory.at(folder).create());
        temporal = runtime.connection();
    }

    @AfterAll
    static void stop() {
        if (runtime != null) {
            runtime.close();
        }
    }

    /** Notes who is fetched, and holds the one slot until it may go. */
    private FetchReport fetch(ProviderSyncRequest request) {
        begun.add(request.provider());
        try {
            slotIsFree.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new FetchReport(
                FetchReport.Outcome.SKIPPED, null, 0, SyncCounts.NONE, new SyncError("none", "nothing to do"), 0);
    }

    @Test
    void aSyncByHand_goesBeforeScheduledOnesThatWaited() {
        WorkerFactory workers = WorkerFactory.newInstance(temporal.client());
        workers.newWorker(TaskQueues.CATALOG_SYNC).registerWorkflowImplementationTypes(ProviderSyncWorkflowImpl.class);
        workers.newWorker(
                        TaskQueues.CATALOG_FETCH,
                        WorkerOptions.newBuilder()
                                .setMaxConcurrentActivityExecutionSize(1)
                                .build())
                .registerActivitiesImplementations((FetchActivities) this::fetch);
        workers.start();
        try {
            scheduled("busy");
            await(() -> begun.contains("busy"));
            SCHEDULED.forEach(BacklogIT::scheduled);
            SCHEDULED.forEach(slug -> await(() -> isFetchQueued(slug)));
            new SyncLauncher(temporal.client())
                    .startProvider(new ProviderSyncRequest("by-hand", SyncKind.FULL, false, "cli", null, true));
            await(() -> isFetchQueued("by-hand"));

            slotIsFree.countDown();
            await(() -> begun.size() == SCHEDULED.size() + 2);

            assertThat(begun.subList(0, 2)).containsExactly("busy", "by-hand");
        } finally {
            slotIsFree.countDown();
            workers.shutdownNow();
        }
    }

    /** As a schedule's catalog sync starts it: nobody says how urgent it is. */
    private static void scheduled(String slug) {
        ProviderSyncRequest request = new ProviderSyncRequest(slug, SyncKind.FULL, false, "schedule", null, false);
        temporal.client()
                .newUntypedWorkflowStub(
                        ProviderSyncWorkflow.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(WorkflowIds.providerSync(slug, false))
                                .setTaskQueue(TaskQueues.CATALOG_SYNC)
                                .setTypedSearchAttributes(SyncAttributes.of(request))
                                .build())
                .start(request);
    }

    private static boolean isFetchQueued(String slug) {
        return temporal.stubs()
                        .blockingStub()
                        .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                                .setNamespace(temporal.namespace())
                                .setExecution(WorkflowExecution.newBuilder()
                                        .setWorkflowId(WorkflowIds.providerSync(slug, false)))
                                .build())
                        .getPendingActivitiesCount()
                == 1;
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(LIMIT);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
        }
    }
}
