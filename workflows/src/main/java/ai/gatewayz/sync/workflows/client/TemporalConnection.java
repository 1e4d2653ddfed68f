package ai.gatewayz.sync.workflows.client;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to a Temporal server; every client of a process shares it. */
public final class TemporalConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporalConnection.class);
    /** A query needs a worker; without one the caller is told after this. */
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(5);

    private static final com.uber.m3.util.Duration REPORT_EVERY = com.uber.m3.util.Duration.ofSeconds(5);

    private final CompositeMeterRegistry meters = new CompositeMeterRegistry();
    private final Scope scope = new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(meters))
            .reportEvery(REPORT_EVERY);
    private final WorkflowServiceStubs stubs;
    private final OperatorServiceStubs operator;
    private final WorkflowClient client;
    private final String namespace;

    private TemporalConnection(WorkflowServiceStubsOptions.Builder options, String namespace) {
        this.namespace = namespace;
        WorkflowServiceStubsOptions service = options.setMetricsScope(scope).validateAndBuildWithDefaults();
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
                        .setInterceptors(new TracedStarts())
                        // The in-JVM server knows no worker heartbeats and would be asked for ever.
                        .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                        .build());
    }

    /** Connects by address; the connection itself is made on first use. */
    public static TemporalConnection open(TemporalSettings settings) {
        return new TemporalConnection(
                settings.serviceOptions().setRpcQueryTimeout(QUERY_TIMEOUT).setRpcTimeout(RPC_TIMEOUT),
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
                        .setGrpcClientInterceptors(List.of(new UnstickyTasks())),
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

    /** Shows the SDK's own metrics, {@code temporal_*}, in a registry too; those of all its clients and workers. */
    public void measureInto(MeterRegistry registry) {
        registry.config().meterFilter(new SdkMetricTexts());
        meters.add(registry);
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
        try {
            scope.close();
        } catch (ScopeCloseException e) {
            LOG.debug("the last figures of the SDK are lost", e);
        }
    }
}
