package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.workflows.CatalogSyncWorkflow;
import ai.gatewayz.sync.workflows.SyncAttributes;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schedule of catalog syncs: a Temporal Schedule where the server has them, else one workflow with a cron line. An
 * existing schedule is left alone, paused or changed as an operator may have it, unless the configured interval is another
 * than the one it was made for.
 */
final class SyncSchedule {
    /** The schedule's id, for {@code temporal schedule … -s}. */
    static final String ID = "catalog-sync";

    private static final Logger LOG = LoggerFactory.getLogger(SyncSchedule.class);
    private static final String CRON_WORKFLOW_ID = WorkflowIds.CATALOG_SYNC + "-cron";
    private static final String INTERVAL_MEMO = "intervalHours";
    /** Seven minutes past, when fewer others poll the same providers. */
    private static final int MINUTE = 7;

    private static final int HOURS_PER_DAY = 24;
    /** A missed run is worth catching up with only while it is not nearly time for the next. */
    private static final Duration CATCH_UP = Duration.ofHours(1);
    /** Keeps a fleet of installations from calling a provider in the same second. */
    private static final Duration JITTER = Duration.ofMinutes(5);

    private static final int ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);

    private final int hours;

    SyncSchedule(int hours) {
        this.hours = hours;
    }

    /** Makes sure that the schedule is there. */
    void ensure(TemporalConnection temporal) {
        for (int attempt = 1; ; attempt++) {
            try {
                ensureSchedule(temporal.schedules());
                return;
            } catch (ScheduleException | StatusRuntimeException e) {
                if (hasStatus(e, Status.Code.UNIMPLEMENTED)) {
                    startCron(temporal);
                    return;
                }
                // A server learns of new search attributes a moment after they were added.
                if (attempt == ATTEMPTS || !hasStatus(e, Status.Code.INVALID_ARGUMENT)) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }

    private void ensureSchedule(ScheduleClient schedules) {
        try {
            schedules.createSchedule(
                    ID, schedule(), ScheduleOptions.newBuilder().build());
            LOG.info("schedule {} created: every {} h", ID, hours);
        } catch (ScheduleAlreadyRunningException e) {
            ScheduleHandle handle = schedules.getHandle(ID);
            if (!isMadeFor(handle.describe())) {
                handle.update(input -> new ScheduleUpdate(Schedule.newBuilder(schedule())
                        .setState(input.getDescription().getSchedule().getState())
                        .build()));
                LOG.info("schedule {} changed to every {} h", ID, hours);
            }
        }
    }

    private boolean isMadeFor(ScheduleDescription description) {
        return description.getSchedule().getAction() instanceof ScheduleActionStartWorkflow action
                && action.getOptions().getMemo() != null
                && String.valueOf(hours)
                        .equals(String.valueOf(action.getOptions().getMemo().get(INTERVAL_MEMO)));
    }

    private Schedule schedule() {
        return Schedule.newBuilder()
                .setSpec(spec())
                .setPolicy(SchedulePolicy.newBuilder()
                        // One waits behind a long run; more would only repeat it.
                        .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE)
                        .setCatchupWindow(CATCH_UP)
                        .build())
                .setAction(ScheduleActionStartWorkflow.newBuilder()
                        .setWorkflowType(CatalogSyncWorkflow.class)
                        .setArguments(request())
                        .setOptions(options(WorkflowIds.CATALOG_SYNC)
                                .setStaticSummary("all · FULL · schedule")
                                .setStaticDetails("started by the schedule `" + ID + "`")
                                .build())
                        .build())
                .build();
    }

    private ScheduleSpec spec() {
        ScheduleSpec.Builder spec = ScheduleSpec.newBuilder().setJitter(JITTER);
        return isCron()
                ? spec.setCronExpressions(List.of(cron())).build()
                : spec.setIntervals(List.of(new ScheduleIntervalSpec(Duration.ofHours(hours))))
                        .build();
    }

    /** Cron can only say intervals that divide a day. */
    private boolean isCron() {
        return HOURS_PER_DAY % hours == 0;
    }

    private String cron() {
        return MINUTE + (hours == HOURS_PER_DAY ? " 0" : " */" + hours) + " * * *";
    }

    private static CatalogSyncRequest request() {
        return new CatalogSyncRequest(
                SyncKind.FULL, List.of(), false, "schedule", CatalogSyncRequest.DEFAULT_PARALLELISM);
    }

    private WorkflowOptions.Builder options(String id) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(TaskQueues.CATALOG_SYNC)
                .setTypedSearchAttributes(SyncAttributes.of("all", SyncKind.FULL))
                // Ends before the next run is due.
                .setWorkflowExecutionTimeout(Duration.ofHours(hours).minus(Duration.ofMinutes(10)))
                .setMemo(Map.of("triggeredBy", "schedule", INTERVAL_MEMO, String.valueOf(hours)));
    }

    private void startCron(TemporalConnection temporal) {
        if (!isCron()) {
            LOG.warn("this server has no schedules, and a cron line cannot say every {} h: no scheduled sync", hours);
            return;
        }
        try {
            temporal.client()
                    .newUntypedWorkflowStub(
                            CatalogSyncWorkflow.TYPE,
                            WorkflowOptions.newBuilder(options(CRON_WORKFLOW_ID).build())
                                    // With a cron line this limit would cover all of its runs.
                                    .setWorkflowExecutionTimeout(null)
                                    .setCronSchedule(cron())
                                    .build())
                    .start(request());
            LOG.info("this server has no schedules: cron workflow {} started, every {} h", CRON_WORKFLOW_ID, hours);
        } catch (WorkflowExecutionAlreadyStarted e) {
            LOG.info("cron workflow {} is there already", CRON_WORKFLOW_ID);
        }
    }

    private static boolean hasStatus(Throwable e, Status.Code code) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status
                    && status.getStatus().getCode() == code) {
                return true;
            }
        }
        return false;
    }
}
