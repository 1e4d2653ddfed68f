package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.workflows.client.SearchAttributeSetup;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.testserver.TestServer;
import org.junit.jupiter.api.Test;

/** A server without schedules: the in-JVM one. */
final class SyncScheduleIT {
    @Test
    void ensure_serverWithoutSchedules_startsOneCronWorkflow() {
        try (TestServer.InProcessTestServer server = TestServer.createServer(true);
                TemporalConnection temporal = TemporalConnection.over(server.getChannel())) {
            SearchAttributeSetup.register(temporal);

            new SyncSchedule(6).ensure(temporal);
            String run = runId(temporal);
            new SyncSchedule(6).ensure(temporal);

            assertThat(runId(temporal)).isEqualTo(run);
            assertThat(temporal.client()
                            .newUntypedWorkflowStub("catalog-sync-cron")
                            .describe()
                            .getStatus())
                    .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
        }
    }

    private static String runId(TemporalConnection temporal) {
        return temporal.client()
                .newUntypedWorkflowStub("catalog-sync-cron")
                .describe()
                .getExecution()
                .getRunId();
    }
}
