package ai.gatewayz.sync.workflows.client.schedule;

import ai.gatewayz.sync.workflows.DigestWorkflow;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One workflow with a cron line (UTC), which every Temporal server has; one line is no schedule that anybody steers. */
public final class DigestCron {
    private static final Logger LOG = LoggerFactory.getLogger(DigestCron.class);
    private static final String MEMO_CRON = "cron";

    private final WorkflowClient client;

    /** The digest of a namespace. */
    public DigestCron(WorkflowClient client) {
        this.client = client;
    }

    /** Makes sure that it runs by that line, or not at all without one. */
    public void follow(@Nullable CronLine line) {
        Optional<String> running = running();
        String wanted = line == null ? "" : line.toString();
        if (running.orElse("").equals(wanted)) {
            return;
        }
        if (running.isPresent()) {
            stop();
        }
        if (line != null) {
            start(wanted);
        }
    }

    private Optional<String> running() {
        try {
            WorkflowExecutionDescription found = stub().describe();
            if (JobOutcome.statusOf(found.getStatus()).isEnd()) {
                return Optional.empty();
            }
            return Optional.of(String.valueOf(found.getMemo(MEMO_CRON, String.class)));
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        }
    }

    private void stop() {
        try {
            stub().terminate("DIGEST_CRON has changed");
            LOG.info("digest: its former line ends");
        } catch (WorkflowNotFoundException e) {
            LOG.debug("the digest ended by itself", e);
        }
    }

    private void start(String line) {
        try {
            client.newUntypedWorkflowStub(
                            DigestWorkflow.TYPE,
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId(WorkflowIds.DIGEST)
                                    .setTaskQueue(TaskQueues.CATALOG_SYNC)
                                    .setWorkflowTaskTimeout(TaskQueues.WORKFLOW_TASK_LIMIT)
                                    .setCronSchedule(line)
                                    .setStaticSummary("digest · " + line)
                                    .setMemo(Map.of(MEMO_CRON, line))
                                    .build())
                    .start();
            LOG.info("digest: {} (UTC)", line);
        } catch (WorkflowExecutionAlreadyStarted e) {
            LOG.debug("another worker started the digest", e);
        }
    }

    private WorkflowStub stub() {
        return client.newUntypedWorkflowStub(WorkflowIds.DIGEST);
    }
}
