package ai.gatewayz.sync.workflows.client.schedule;

import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.CatalogSyncWorkflow;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One workflow with a cron line for each schedule, on servers that have no schedules. */
final class CronSchedules {
    private static final Logger LOG = LoggerFactory.getLogger(CronSchedules.class);

    private final WorkflowClient client;
    private final Clock clock;

    CronSchedules(WorkflowClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    void ensure(ScheduleDefinition definition, SchedulePlan plan) {
        CronLine line = definition.cadence().line();
        if (!definition.enabled()) {
            return;
        }
        if (line == null) {
            LOG.warn(
                    "this server has no schedules, and no cron line can say {}: {} does not run",
                    definition.cadence(),
                    definition.id());
            return;
        }
        SchedulePlan told = plan.with(memo(definition, line));
        try {
            client.newUntypedWorkflowStub(
                            CatalogSyncWorkflow.TYPE,
                            // No execution timeout: it would cover all runs of the line together.
                            WorkflowOptions.newBuilder(told.options(WorkflowIds.cron(definition.id()))
                                            .build())
                                    .setCronSchedule(line.toString())
                                    .build())
                    .start(plan.request());
            LOG.info(
                    "this server has no schedules: cron workflow {} started, {}",
                    WorkflowIds.cron(definition.id()),
                    line);
        } catch (WorkflowExecutionAlreadyStarted e) {
            LOG.info("cron workflow {} is there already", WorkflowIds.cron(definition.id()));
        }
    }

    private static java.util.Map<String, String> memo(ScheduleDefinition definition, CronLine line) {
        return java.util.Map.of(
                SchedulePlan.MEMO_CRON,
                line.toString(),
                SchedulePlan.MEMO_KIND,
                definition.kind().name(),
                SchedulePlan.MEMO_REQUESTED,
                String.join(",", definition.providers()));
    }

    Optional<ScheduleView> find(String scheduleId) {
        return describe(scheduleId).map(found -> view(scheduleId, found));
    }

    private Optional<WorkflowExecutionDescription> describe(String scheduleId) {
        try {
            WorkflowExecutionDescription found =
                    client.newUntypedWorkflowStub(WorkflowIds.cron(scheduleId)).describe();
            return JobOutcome.statusOf(found.getStatus()).isEnd() ? Optional.empty() : Optional.of(found);
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        }
    }

    Optional<CatalogSyncRequest> request(String scheduleId) {
        return describe(scheduleId)
                .map(found -> new CatalogSyncRequest(
                        SchedulePlan.kindOf(scheduleId),
                        providers(found),
                        false,
                        SyncTrigger.SCHEDULE.key(),
                        CatalogSyncRequest.DEFAULT_PARALLELISM,
                        true));
    }

    private ScheduleView view(String scheduleId, WorkflowExecutionDescription found) {
        CronLine line = CronLine.parse(memo(found, SchedulePlan.MEMO_CRON));
        return new ScheduleView(
                scheduleId,
                LiveSchedule.kind(SchedulePlan.kindOf(scheduleId)),
                providers(found),
                line.toString(),
                line.everyHours().orElse(null),
                true,
                "a cron workflow, in memory only: it ends with its process",
                line.next(clock.instant()).map(List::of).orElse(List.of()),
                List.of(),
                null,
                0,
                0,
                0,
                "skip",
                0,
                "cron");
    }

    private static List<String> providers(WorkflowExecutionDescription found) {
        String slugs = memo(found, SchedulePlan.MEMO_REQUESTED);
        return slugs.isEmpty() ? List.of() : Arrays.stream(slugs.split(",", -1)).toList();
    }

    private static String memo(WorkflowExecutionDescription found, String key) {
        Object value = found.getMemo(key, String.class);
        return value == null ? "" : value.toString();
    }
}
