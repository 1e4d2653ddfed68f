package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.workflows.client.TemporalConnection;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which build of the workers the Temporal server gives new runs to. */
final class BuildRouting {
    private static final Logger LOG = LoggerFactory.getLogger(BuildRouting.class);
    /** The server knows a build once it has polled. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final long BETWEEN_MILLIS = 100;

    private final TemporalConnection temporal;

    BuildRouting(TemporalConnection temporal) {
        this.temporal = temporal;
    }

    /** Whether the server knows builds; the in-JVM one does not. */
    boolean isKnown() {
        try {
            var unused = temporal.stubs()
                    .blockingStub()
                    .describeWorkerDeployment(DescribeWorkerDeploymentRequest.newBuilder()
                            .setNamespace(temporal.namespace())
                            .setDeploymentName(WorkerVersion.DEPLOYMENT)
                            .build());
            return true;
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                LOG.warn("WORKER_BUILD_ID has no effect: this Temporal server knows no builds of workers");
                return false;
            }
            // Nobody has polled with a build yet.
            return true;
        }
    }

    /**
     * Makes a build that polls the current one.
     *
     * @throws WorkerStartException when the server refuses it
     */
    void makeCurrent(String buildId) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                var unused = temporal.stubs()
                        .blockingStub()
                        .setWorkerDeploymentCurrentVersion(SetWorkerDeploymentCurrentVersionRequest.newBuilder()
                                .setNamespace(temporal.namespace())
                                .setDeploymentName(WorkerVersion.DEPLOYMENT)
                                .setBuildId(buildId)
                                .setIgnoreMissingTaskQueues(true)
                                .build());
                LOG.info("new runs go to the workers of build {}", buildId);
                return;
            } catch (StatusRuntimeException e) {
                if (System.nanoTime() > limit) {
                    throw new WorkerStartException(
                            "WORKER_BUILD_ID: the Temporal server does not make " + buildId + " current ("
                                    + e.getStatus().getCode() + "); set WORKER_BUILD_CURRENT=false and run"
                                    + " temporal worker deployment set-current-version --deployment-name "
                                    + WorkerVersion.DEPLOYMENT + " --build-id " + buildId,
                            e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkerStartException("the start was interrupted", e);
        }
    }
}
