package ai.gatewayz.sync.workflows.client.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.workflows.DigestWorkflow;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.client.WorkflowHarness;
import ai.gatewayz.sync.workflows.model.DigestReport;
import ai.gatewayz.sync.workflows.model.PriceAuditReport;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The digest's workflow and its cron line, on a server that skips the time. */
final class CronWorkTest {
    private static final CronLine DAILY = CronLine.parse("0 7 * * *");
    private static final CronLine HOURLY = CronLine.parse("5 * * * *");

    private final WorkflowHarness harness = WorkflowHarness.start();
    private final CronWork cron = CronWork.digest(harness.client());

    @AfterEach
    void close() {
        harness.close();
    }

    private WorkflowStub stub() {
        return harness.client().newUntypedWorkflowStub(WorkflowIds.DIGEST);
    }

    private String firstRun() {
        return stub().describe().getWorkflowExecutionInfo().getFirstRunId();
    }

    @Test
    void theSameLine_goesOn_anotherOneTakesItsPlace_andNoneEndsIt() {
        cron.follow(DAILY);
        String first = firstRun();
        cron.follow(DAILY);
        assertThat(firstRun()).isEqualTo(first);
        cron.follow(HOURLY);
        assertThat(firstRun()).isNotEqualTo(first);
        assertThat(stub().describe().getMemo("cron", String.class)).isEqualTo("5 * * * *");
        cron.follow(null);
        assertThat(stub().describe().getStatus())
                .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED);
        cron.follow(null);
    }

    @Test
    void withoutALine_nothingIsStarted() {
        cron.follow(null);
        assertThatThrownBy(() -> stub().describe()).isInstanceOf(WorkflowNotFoundException.class);
    }

    @Test
    void itRunsByItsLine_untilItIsTakenAway() {
        cron.follow(HOURLY);
        harness.env.sleep(Duration.ofHours(3));
        assertThat(harness.activities.calls).containsExactly("digest", "digest", "digest");
    }

    @Test
    void aChannelThatIsAway_isTriedAgain() {
        Queue<RuntimeException> failures = new ArrayDeque<>(List.of(
                ApplicationFailure.newFailure("slack: HTTP 503", "DigestNotTaken"),
                ApplicationFailure.newFailure("slack: HTTP 503", "DigestNotTaken")));
        harness.activities.digest = () -> {
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
            return new DigestReport(1, 17, "Model catalog: 1 price change");
        };
        WorkflowStub now = harness.client()
                .newUntypedWorkflowStub(
                        DigestWorkflow.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("digest-now")
                                .setTaskQueue(TaskQueues.CATALOG_SYNC)
                                .build());
        now.start();

        assertThat(now.getResult(DigestReport.class))
                .isEqualTo(new DigestReport(1, 17, "Model catalog: 1 price change"));
        assertThat(harness.activities.calls).containsExactly("digest", "digest", "digest");
    }

    @Test
    void priceAudit_looksAtListsAndFeedsAndKeepsWhatItFound() {
        harness.activities.replay =
                () -> new PriceAuditReport.Replay(2, 9, 1, 0, List.of("openrouter orb: recorded a, now b"));
        CronWork.priceAudit(harness.client()).follow(HOURLY);
        harness.env.sleep(Duration.ofHours(1));
        assertThat(harness.activities.calls).containsExactly("replay", "compare", "recordAudit");
        PriceAuditReport report = harness.activities.audits.get(0).report();
        assertThat(report.isClean()).isFalse();
        assertThat(report.replay().findings()).containsExactly("openrouter orb: recorded a, now b");
        assertThat(report.feeds().open()).isEqualTo(1);
    }
}
