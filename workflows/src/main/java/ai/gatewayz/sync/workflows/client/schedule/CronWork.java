package ai.gatewayz.sync.workflows.client.schedule;

import ai.gatewayz.sync.workflows.DigestWorkflow;
import ai.gatewayz.sync.workflows.PriceAuditWorkflow;
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
public final class CronWork {
    private static final Logger LOG = LoggerFactory.getLogger(CronWork.class);
    private static final String MEMO_CRON = "cron";

    private final WorkflowClient client;
    private final String id;
    private final String type;
    private final String setting;

    private CronWork(WorkflowClient client, String id, String type, String setting) {
        this.client = client;
        this.id = id;
        this.type = type;
        this.setting = setting;
    }

    /** The digest of a namespace. */
    public static CronWork digest(WorkflowClient client) {
        return new CronWork(client, WorkflowIds.DIGEST, DigestWorkflow.TYPE, "DIGEST_CRON");
    }

    /** The look at all stored prices. */
    public static CronWork priceAudit(WorkflowClient client) {
        return new CronWork(client, WorkflowIds.PRICE_AUDIT, PriceAuditWorkflow.TYPE, "PRICE_AUDIT_CRON");
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
            stub().terminate(setting + " has changed");
            LOG.info("{}: its former line ends", id);
        } catch (WorkflowNotFoundException e) {
            LOG.debug("{} ended by itself", id, e);
        }
    }

    private void start(String line) {
        try {
            client.newUntypedWorkflowStub(
                            type,
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId(id)
                                    .setTaskQueue(TaskQueues.CATALOG_SYNC)
                                    .setWorkflowTaskTimeout(TaskQueues.WORKFLOW_TASK_LIMIT)
                                    .setCronSchedule(line)
                                    .setStaticSummary(id + " · " + line)
                                    .setMemo(Map.of(MEMO_CRON, line))
                                    .build())
                    .start();
            LOG.info("{}: {} (UTC)", id, line);
        } catch (WorkflowExecutionAlreadyStarted e) {
            LOG.debug("another worker started {}", id, e);
        }
    }

    private WorkflowStub stub() {
        return client.newUntypedWorkflowStub(id);
    }
}
