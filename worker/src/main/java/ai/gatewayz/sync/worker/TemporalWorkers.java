package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.workflows.AnnouncedChangeWorkflowImpl;
import ai.gatewayz.sync.workflows.CatalogSyncWorkflowImpl;
import ai.gatewayz.sync.workflows.DigestWorkflowImpl;
import ai.gatewayz.sync.workflows.PinnedProviderSync;
import ai.gatewayz.sync.workflows.PriceAuditWorkflowImpl;
import ai.gatewayz.sync.workflows.ProviderSyncWorkflowImpl;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.tracing.Tracing;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pollers of both task queues. */
final class TemporalWorkers implements AutoCloseable {
    /** Waiting for providers costs nothing, so more run than fit into the database pool. */
    private static final int FETCH_SLOTS = 24;

    private static final int WORKFLOW_SLOTS = 20;
    /** The least that the SDK takes for workflows. What is handed to the open poll of a worker that has frozen waits for a timeout. */
    private static final int POLLERS = 2;

    private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;
    /** Running steps end or are left to other workers; below the usual stop grace of 35 s. */
    private static final int STOP_SECONDS = 8;

    private final WorkerFactory factory;

    private TemporalWorkers(WorkerFactory factory) {
        this.factory = factory;
    }

    /** What one worker does and as which build; null for no build. */
    record Work(
            Object[] database,
            Object[] fetch,
            int databaseSlots,
            @Nullable WorkerVersion version) {}

    static TemporalWorkers start(TemporalConnection temporal, Work work, Tracing tracing) {
        BuildRouting routing = new BuildRouting(temporal);
        WorkerVersion version = work.version() == null || !routing.isKnown() ? null : work.version();
        boolean virtual = Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS;
        WorkerFactory factory = WorkerFactory.newInstance(
                temporal.client(),
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(virtual)
                        .setWorkerInterceptors(interceptors(tracing))
                        .build());
        Worker sync = factory.newWorker(TaskQueues.CATALOG_SYNC, options(virtual, work.databaseSlots(), version));
        sync.registerWorkflowImplementationTypes(
                CatalogSyncWorkflowImpl.class,
                AnnouncedChangeWorkflowImpl.class,
                DigestWorkflowImpl.class,
                PriceAuditWorkflowImpl.class,
                version == null ? ProviderSyncWorkflowImpl.class : PinnedProviderSync.class);
        sync.registerActivitiesImplementations(work.database());
        factory.newWorker(TaskQueues.CATALOG_FETCH, options(virtual, FETCH_SLOTS, version))
                .registerActivitiesImplementations(work.fetch());
        factory.start();
        TemporalWorkers started = new TemporalWorkers(factory);
        if (version != null && version.becomesCurrent()) {
            started.closeUnless(() -> routing.makeCurrent(version.buildId()));
        }
        return started;
    }

    private static WorkerInterceptor[] interceptors(Tracing tracing) {
        return Stream.concat(tracing.interceptors().stream(), Stream.of(new AttemptLog(InstantSource.system())))
                .toArray(WorkerInterceptor[]::new);
    }

    /** A start that fails leaves no pollers behind. */
    private void closeUnless(Runnable succeeds) {
        boolean done = false;
        try {
            succeeds.run();
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private static WorkerOptions options(boolean virtual, int activitySlots, @Nullable WorkerVersion version) {
        WorkerOptions.Builder options = WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(activitySlots)
                .setMaxConcurrentWorkflowTaskExecutionSize(WORKFLOW_SLOTS)
                .setMaxConcurrentWorkflowTaskPollers(POLLERS)
                .setMaxConcurrentActivityTaskPollers(POLLERS)
                // A stop must not cost running steps an attempt.
                .setAllowActivityHeartbeatDuringShutdown(true)
                .setUsingVirtualThreads(virtual);
        return version == null
                ? options.build()
                : options.setDeploymentOptions(version.options()).build();
    }

    boolean isRunning() {
        return factory.isStarted() && !factory.isShutdown();
    }

    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        if (!factory.isTerminated()) {
            factory.shutdownNow();
            factory.awaitTermination(1, TimeUnit.SECONDS);
        }
    }
}
