package ai.gatewayz.sync.workflows.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.catalog.run.JobStatus;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waiting for a run on a server that refuses to say how it stands. */
final class BusyServerTest {
    private final WorkflowHarness harness = WorkflowHarness.start();
    private final Refusals refusals = new Refusals();
    private final WorkflowServiceStubs stubs =
            WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setChannel(harness.env.getWorkflowServiceStubs().getRawChannel())
                    .setGrpcClientInterceptors(List.of(refusals))
                    .build());
    private final SyncLauncher launcher = new SyncLauncher(WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                    .setNamespace(harness.env.getNamespace())
                    .setDataConverter(GuardedJsonConverter.dataConverter())
                    .build()));

    /** Refuses so many questions for a run's end. */
    private static final class Refusals implements ClientInterceptor {
        private final AtomicInteger left = new AtomicInteger();
        private final AtomicInteger asked = new AtomicInteger();
        private Status answer = Status.OK;

        @Override
        public <A, B> ClientCall<A, B> interceptCall(MethodDescriptor<A, B> method, CallOptions options, Channel next) {
            ClientCall<A, B> call = next.newCall(method, options);
            if (!method.getBareMethodName().equals("GetWorkflowExecutionHistory")) {
                return call;
            }
            asked.incrementAndGet();
            if (left.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
                return call;
            }
            return new SimpleForwardingClientCall<>(call) {
                @Override
                public void start(Listener<B> listener, Metadata headers) {
                    listener.onClose(answer, new Metadata());
                }

                @Override
                public void sendMessage(A message) {}

                @Override
                public void halfClose() {}

                @Override
                public void request(int messages) {}
            };
        }
    }

    @AfterEach
    void close() {
        stubs.shutdownNow();
        harness.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"RESOURCE_EXHAUSTED", "UNAVAILABLE", "ABORTED", "INTERNAL", "UNKNOWN"})
    void await_asksAgain(Status.Code code) {
        refusals.answer = code.toStatus().withDescription("Workflow is busy.");
        refusals.left.set(2);
        StartedJob job = launcher.startProvider(WorkflowHarness.provider("groq", false));
        assertThat(launcher.awaitProvider(job, WorkflowHarness.LONG_ENOUGH)
                        .orElseThrow()
                        .status())
                .isEqualTo(JobStatus.COMPLETED);
        assertThat(refusals.asked).hasValueGreaterThanOrEqualTo(3);
    }

    @Test
    void await_tellsARefusalForGood() {
        refusals.answer = Status.PERMISSION_DENIED;
        refusals.left.set(Integer.MAX_VALUE);
        StartedJob job = launcher.startProvider(WorkflowHarness.provider("groq", false));
        assertThatThrownBy(() -> launcher.awaitProvider(job, Duration.ofMinutes(1)))
                .isInstanceOf(WorkflowServiceException.class)
                .hasStackTraceContaining("PERMISSION_DENIED");
    }

    @Test
    void await_endsInTime_whenTheServerStaysBusy() {
        refusals.answer = Status.RESOURCE_EXHAUSTED.withDescription("Workflow is busy.");
        refusals.left.set(Integer.MAX_VALUE);
        StartedJob job = launcher.startProvider(WorkflowHarness.provider("groq", false));
        assertThat(launcher.awaitProvider(job, Duration.ofSeconds(2))).isEmpty();
    }
}
