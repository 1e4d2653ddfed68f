package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.workflows.CatalogSyncWorkflowImpl;
import ai.gatewayz.sync.workflows.ProviderSyncWorkflowImpl;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.util.concurrent.TimeUnit;

/** The pollers of both task queues. */
final class TemporalWorkers implements AutoCloseable {
    /** Waiting for providers costs nothing, so more run than fit into the database pool. */
    private static final int FETCH_SLOTS = 24;

    private static final int WORKFLOW_SLOTS = 20;
    private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;
    /** Running steps end or are left to other workers; below the usual stop grace of 35 s. */
    private static final int STOP_SECONDS = 8;

    private final WorkerFactory factory;

    private TemporalWorkers(WorkerFactory factory) {
        this.factory = factory;
    }

    static TemporalWorkers start(TemporalConnection temporal, Object[] database, Object[] fetch, int databaseSlots) {
        boolean virtual = Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS;
        WorkerFactory factory = WorkerFactory.newInstance(
                temporal.client(),
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(virtual)
                        .build());
        Worker sync = factory.newWorker(TaskQueues.CATALOG_SYNC, options(virtual, databaseSlots));
        sync.registerWorkflowImplementationTypes(CatalogSyncWorkflowImpl.class, ProviderSyncWorkflowImpl.class);
        sync.registerActivitiesImplementations(database);
        factory.newWorker(TaskQueues.CATALOG_FETCH, options(virtual, FETCH_SLOTS))
                .registerActivitiesImplementations(fetch);
        factory.start();
        return new TemporalWorkers(factory);
    }

    private static WorkerOptions options(boolean virtual, int activitySlots) {
        return WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(activitySlots)
                .setMaxConcurrentWorkflowTaskExecutionSize(WORKFLOW_SLOTS)
                // A stop must not cost running steps an attempt.
                .setAllowActivityHeartbeatDuringShutdown(true)
                .setUsingVirtualThreads(virtual)
                .build();
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
