package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.workflows.CatalogSyncWorkflowImpl;
import ai.gatewayz.sync.workflows.ProviderSyncWorkflowImpl;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.activity.CacheActivities;
import ai.gatewayz.sync.workflows.activity.CatalogActivities;
import ai.gatewayz.sync.workflows.activity.FetchActivities;
import ai.gatewayz.sync.workflows.activity.ReferenceActivities;
import ai.gatewayz.sync.workflows.activity.SyncLogActivities;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.model.FailureRecord;
import ai.gatewayz.sync.workflows.model.FetchReport;
import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import ai.gatewayz.sync.workflows.model.ListProvidersRequest;
import ai.gatewayz.sync.workflows.model.ProviderList;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ReferenceReport;
import ai.gatewayz.sync.workflows.model.RunRecord;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real workflows over activities without any I/O; remembers what was started and stopped, in order. */
public final class FakeServices implements Services {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final boolean hangs;
    private volatile Map<String, String> environment = Map.of();
    private volatile @Nullable FleetRequest fleet;

    /** Every provider answers. */
    public FakeServices() {
        this(false);
    }

    /**
     * With one provider that may hang.
     *
     * @param hangs whether the list of the first one never comes
     */
    public FakeServices(boolean hangs) {
        this.hangs = hangs;
    }

    public List<String> events() {
        return List.copyOf(events);
    }

    public Map<String, String> environment() {
        return environment;
    }

    public @Nullable FleetRequest fleet() {
        return fleet;
    }

    @Override
    public void check(Map<String, String> variables) {
        EnvironmentReader reader = new EnvironmentReader(variables);
        reader.number("PORT", 8000, 0, 65535);
        reader.number("DB_POOL_SIZE", 8, 1, 100);
    }

    @Override
    public RunningService startWorker(Map<String, String> variables, TemporalConnection temporal) {
        environment = variables;
        events.add("worker started");
        WorkerFactory factory = WorkerFactory.newInstance(temporal.client());
        Worker worker = factory.newWorker(TaskQueues.CATALOG_SYNC);
        worker.registerWorkflowImplementationTypes(CatalogSyncWorkflowImpl.class, ProviderSyncWorkflowImpl.class);
        worker.registerActivitiesImplementations(new Lists(), new Log(), new Cache());
        factory.newWorker(TaskQueues.CATALOG_FETCH)
                .registerActivitiesImplementations(new Fetch(hangs), new References());
        factory.start();
        return new RunningService(Integer.parseInt(variables.getOrDefault("WORKER_PORT", "0")), () -> {
            factory.shutdown();
            factory.awaitTermination(3, TimeUnit.SECONDS);
            events.add("worker stopped");
        });
    }

    @Override
    public RunningService startApi(Map<String, String> variables, TemporalConnection temporal) {
        environment = variables;
        events.add("api started");
        return new RunningService(
                Integer.parseInt(variables.getOrDefault("PORT", "0")), () -> events.add("api stopped"));
    }

    @Override
    public RunningFleet startFleet(FleetRequest request) {
        fleet = request;
        events.add("fleet started");
        return new RunningFleet(9, "http://127.0.0.1:9/{provider}", () -> events.add("fleet stopped"));
    }

    /** Three providers. */
    private static final class Lists implements CatalogActivities {
        @Override
        public ProviderList listProviders(ListProvidersRequest request) {
            boolean named = !request.providers().isEmpty();
            return new ProviderList(named ? request.providers() : List.of("alpha", "beta", "gamma"), named);
        }
    }

    /** One has not changed, one has no key, one refuses. */
    private record Fetch(boolean hangs) implements FetchActivities {
        @Override
        public FetchReport fetch(ProviderSyncRequest request) {
            if (hangs && request.provider().equals("alpha")) {
                hang();
            }
            return switch (request.provider()) {
                case "beta" ->
                    new FetchReport(
                            FetchReport.Outcome.SKIPPED,
                            null,
                            1,
                            SyncCounts.NONE,
                            new SyncError("not_configured", "BETA_API_KEY is not set"),
                            1);
                case "gamma" -> throw ApplicationFailure.newNonRetryableFailure("HTTP 401", "ProviderAuthFailed");
                default ->
                    new FetchReport(
                            FetchReport.Outcome.NOT_MODIFIED,
                            null,
                            1,
                            SyncCounts.read(5, 5, 0).withSynced(5).withModels(0, 0, 5),
                            null,
                            1);
            };
        }
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Feeds that say nothing. */
    private static final class References implements ReferenceActivities {
        @Override
        public ReferenceReport refreshReferences() {
            return new ReferenceReport(List.of());
        }
    }

    private static final class Log implements SyncLogActivities {
        @Override
        public void recordOutcome(FailureRecord record) {}

        @Override
        public void recordRun(RunRecord record) {}
    }

    private static final class Cache implements CacheActivities {
        @Override
        public void invalidateCache(InvalidateRequest request) {}
    }
}
