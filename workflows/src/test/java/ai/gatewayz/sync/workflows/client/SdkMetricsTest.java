package ai.gatewayz.sync.workflows.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.testing.TestWorkflowEnvironment;
import org.junit.jupiter.api.Test;

/** The SDK's own figures reach the registry of the process, each with a text. */
final class SdkMetricsTest {
    @Test
    void callsToTheServer_areMeasured() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (TestWorkflowEnvironment server = TestWorkflowEnvironment.newInstance()) {
            TemporalConnection connection = TemporalConnection.over(
                    (io.grpc.ManagedChannel) server.getWorkflowServiceStubs().getRawChannel());
            connection.measureInto(registry);
            connection
                    .stubs()
                    .blockingStub()
                    .getSystemInfo(io.temporal.api.workflowservice.v1.GetSystemInfoRequest.getDefaultInstance());
            // Closing reports what has not been reported yet.
            connection.close();
        }
        assertThat(registry.find("temporal_request")
                        .tag("operation", "GetSystemInfo")
                        .counters())
                .singleElement()
                .satisfies(counter -> {
                    assertThat(counter.count()).isGreaterThanOrEqualTo(1);
                    assertThat(counter.getId().getDescription())
                            .isEqualTo("Calls to the Temporal server, by operation");
                });
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }
}
