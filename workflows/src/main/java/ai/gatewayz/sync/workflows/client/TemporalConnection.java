package ai.gatewayz.sync.workflows.client;

import io.grpc.ManagedChannel;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One connection to a Temporal server; every client of a process shares it. */
public final class TemporalConnection implements AutoCloseable {
    /** A query needs a worker; without one the caller is told after this. */
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(5);

    private final WorkflowServiceStubs stubs;
    private final OperatorServiceStubs operator;
    private final WorkflowClient client;
    private final String namespace;

    private TemporalConnection(WorkflowServiceStubsOptions service, String namespace) {
        this.namespace = namespace;
        stubs = WorkflowServiceStubs.newServiceStubs(service);
        OperatorServiceStubsOptions.Builder operatorOptions =
                OperatorServiceStubsOptions.newBuilder().setChannel(stubs.getRawChannel());
        service.getGrpcMetadataProviders().forEach(operatorOptions::addGrpcMetadataProvider);
        operator = OperatorServiceStubs.newServiceStubs(operatorOptions.validateAndBuildWithDefaults());
        client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(namespace)
                        .setDataConverter(GuardedJsonConverter.dataConverter())
                        // The in-JVM server knows no worker heartbeats and would be asked for ever.
                        .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                        .build());
    }

    /** Connects by address; the connection itself is made on first use. */
    public static TemporalConnection open(TemporalSettings settings) {
        return new TemporalConnection(
                settings.serviceOptions()
                        .setRpcQueryTimeout(QUERY_TIMEOUT)
                        .setRpcTimeout(RPC_TIMEOUT)
                        .validateAndBuildWithDefaults(),
                settings.namespace());
    }

    /**
     * Connects through a channel that somebody else owns and closes: the in-process channel of an in-JVM server. Tasks are
     * never kept for one worker there, because that server does not give them to another when the worker is gone.
     */
    public static TemporalConnection over(ManagedChannel channel) {
        return new TemporalConnection(
                WorkflowServiceStubsOptions.newBuilder()
                        .setChannel(channel)
                        .setRpcQueryTimeout(QUERY_TIMEOUT)
                        .setGrpcClientInterceptors(List.of(new UnstickyTasks()))
                        .validateAndBuildWithDefaults(),
                "default");
    }

    /** Starts, queries and describes workflows. */
    public WorkflowClient client() {
        return client;
    }

    /** Reads and changes schedules; not every server has them. */
    public ScheduleClient schedules() {
        return ScheduleClient.newInstance(
                stubs,
                ScheduleClientOptions.newBuilder()
                        .setNamespace(namespace)
                        .setDataConverter(GuardedJsonConverter.dataConverter())
                        .build());
    }

    /** The service itself. */
    public WorkflowServiceStubs stubs() {
        return stubs;
    }

    /** The operator service. */
    public OperatorServiceStubs operator() {
        return operator;
    }

    /** The namespace of every call. */
    public String namespace() {
        return namespace;
    }

    @Override
    public void close() {
        operator.shutdownNow();
        stubs.shutdownNow();
        stubs.awaitTermination(2, TimeUnit.SECONDS);
    }
}
