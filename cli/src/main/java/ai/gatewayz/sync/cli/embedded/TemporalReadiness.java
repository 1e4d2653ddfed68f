package ai.gatewayz.sync.cli.embedded;

import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import com.google.protobuf.Duration;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Asks a Temporal server whether it serves, and prepares the namespace of a server that is ours. */
final class TemporalReadiness {
    private static final long PAUSE_MILLIS = 50;
    private static final long CALL_MILLIS = 1000;
    private static final long RETENTION_SECONDS = TimeUnit.DAYS.toSeconds(30);

    private TemporalReadiness() {}

    /**
     * Waits until the server serves and has the namespace.
     *
     * @param hope asked between two tries; false gives up early
     */
    static boolean await(TemporalConnection connection, java.time.Duration limit, BooleanSupplier hope) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isReady(connection)) {
            if (!hope.getAsBoolean() || System.nanoTime() > deadline) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw CommandFailure.interrupted();
            }
        }
        return true;
    }

    /** Closed runs vanish from lists after a day unless the namespace is told to keep them. */
    static void keepClosedRuns(TemporalConnection connection) {
        connection
                .stubs()
                .blockingStub()
                .updateNamespace(UpdateNamespaceRequest.newBuilder()
                        .setNamespace(connection.namespace())
                        .setConfig(NamespaceConfig.newBuilder()
                                .setWorkflowExecutionRetentionTtl(
                                        Duration.newBuilder().setSeconds(RETENTION_SECONDS)))
                        .build());
    }

    private static boolean isReady(TemporalConnection connection) {
        try {
            // A channel that was refused once waits longer and longer by itself; a new server is up in 0.3 s.
            connection.stubs().getRawChannel().resetConnectBackoff();
            if (connection.stubs().healthCheck().getStatus() != HealthCheckResponse.ServingStatus.SERVING) {
                return false;
            }
            connection
                    .stubs()
                    .blockingStub()
                    .withDeadlineAfter(CALL_MILLIS, TimeUnit.MILLISECONDS)
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(connection.namespace())
                            .build());
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }
}
