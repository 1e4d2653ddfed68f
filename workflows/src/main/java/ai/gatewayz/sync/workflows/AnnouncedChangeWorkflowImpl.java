package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.activity.AnnouncementActivities;
import ai.gatewayz.sync.workflows.model.AnnouncedChange;
import ai.gatewayz.sync.workflows.model.AnnouncementLook;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.slf4j.Logger;

/** A durable timer. What is announced and whether it came is in the database; here is only when to look. */
public final class AnnouncedChangeWorkflowImpl implements AnnouncedChangeWorkflow {
    /** At the instant, after its grace, and some more when the provider cannot be reached. */
    private static final int MOST_LOOKS = 12;
    /** A sync that runs already may have fetched its list before the instant. */
    private static final int MOST_STARTS = 20;

    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(15);
    private static final Duration SYNC_TIMEOUT = Duration.ofMinutes(45);

    private static final Logger LOG = Workflow.getLogger("ai.gatewayz.sync.announcements");

    @Override
    public AnnouncementLook awaitChange(AnnouncedChange change) {
        Instant next = instant(change.dueAt());
        AnnouncementLook look = new AnnouncementLook(0, 0, 0, null);
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            sleepUntil(next, change);
            look = look(change);
            if (look.waiting() == 0) {
                break;
            }
            sync(change);
            look = look(change);
            if (look.nextLookAt() == null) {
                break;
            }
            next = instant(look.nextLookAt());
        }
        end(change, look);
        return look;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ApplicationFailure.newNonRetryableFailure("dueAt is no instant: " + text, "InvalidRequest");
        }
    }

    private static void sleepUntil(Instant instant, AnnouncedChange change) {
        Workflow.setCurrentDetails("waits until **" + instant + "**");
        Duration left = Duration.between(Instant.ofEpochMilli(Workflow.currentTimeMillis()), instant);
        if (!left.isNegative() && !left.isZero()) {
            // The server's timers are as exact as a millisecond: one that rings early would find nothing due.
            Workflow.newTimer(
                            left.plusMillis(1),
                            TimerOptions.newBuilder()
                                    .setSummary(change.provider() + " at " + instant)
                                    .build())
                    .get();
        }
    }

    private static AnnouncementLook look(AnnouncedChange change) {
        return Workflow.newActivityStub(
                        AnnouncementActivities.class, ActivityPolicies.lookAtAnnouncement(change.provider()))
                .lookAtAnnouncement(change);
    }

    /** Whether it succeeds is told by the look after it. */
    private static void sync(AnnouncedChange change) {
        ProviderSyncRequest request = new ProviderSyncRequest(
                change.provider(), SyncKind.FULL, false, SyncTrigger.ANNOUNCEMENT.key(), null, false);
        Workflow.setCurrentDetails("syncs **" + change.provider() + "**");
        for (int start = 1; start <= MOST_STARTS; start++) {
            try {
                child(request).syncProvider(request);
                return;
            } catch (ChildWorkflowFailure e) {
                if (CancellationScope.current().isCancelRequested()) {
                    throw e;
                }
                if (!(e.getCause() instanceof WorkflowExecutionAlreadyStarted)) {
                    LOG.debug("the sync of {} for an announcement failed", change.provider(), e);
                    return;
                }
                Workflow.sleep(BETWEEN_STARTS);
            }
        }
    }

    private static ProviderSyncWorkflow child(ProviderSyncRequest request) {
        return Workflow.newChildWorkflowStub(
                ProviderSyncWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(WorkflowIds.providerSync(request.provider(), false))
                        .setWorkflowRunTimeout(SYNC_TIMEOUT)
                        .setWorkflowTaskTimeout(TaskQueues.WORKFLOW_TASK_LIMIT)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                        .setStaticSummary(request.provider() + " · FULL · " + request.triggeredBy())
                        .setStaticDetails("for `" + Workflow.getInfo().getWorkflowId() + "`")
                        .setMemo(Map.of("triggeredBy", request.triggeredBy()))
                        .setTypedSearchAttributes(SyncAttributes.of(request))
                        .build());
    }

    private static void end(AnnouncedChange change, AnnouncementLook look) {
        String counts = look.kept() + " came, " + look.missed() + " did not, " + look.waiting() + " unknown";
        Workflow.setCurrentDetails(counts);
        String line = "Announced change of " + change.provider() + " at " + change.dueAt() + ": " + counts;
        if (look.missed() > 0) {
            LOG.warn(line);
        } else {
            LOG.info(line);
        }
    }
}
