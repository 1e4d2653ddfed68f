package ai.gatewayz.sync.workflows;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.workflows.client.AnnouncementTimers;
import ai.gatewayz.sync.workflows.client.WorkflowHarness;
import ai.gatewayz.sync.workflows.model.AnnouncedChange;
import ai.gatewayz.sync.workflows.model.AnnouncementLook;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The timer of an announcement, on a server that skips the time. */
final class AnnouncedChangeWorkflowTest {
    private final WorkflowHarness harness = WorkflowHarness.start();
    private final AnnouncementTimers timers = new AnnouncementTimers(harness.client());
    private final Queue<AnnouncementLook> looks = new ArrayDeque<>();

    @AfterEach
    void close() {
        harness.close();
    }

    private Instant now() {
        return Instant.ofEpochMilli(harness.env.currentTimeMillis());
    }

    /** When the timer's run was over; the server's own clock jumps on to the next limit as soon as nothing runs. */
    private Instant endOf(AnnouncedChange change) {
        return requireNonNull(stub(change).describe().getCloseTime());
    }

    private AnnouncedChange in(Duration time) {
        return new AnnouncedChange("groq", now().plus(time).toString(), List.of("m/1"), 1);
    }

    private static AnnouncementLook waiting(Instant next) {
        return new AnnouncementLook(1, 0, 0, next.toString());
    }

    private void answer(AnnouncementLook... answers) {
        looks.addAll(List.of(answers));
        harness.activities.look = change -> looks.remove();
    }

    private WorkflowStub stub(AnnouncedChange change) {
        return harness.client().newUntypedWorkflowStub(WorkflowIds.announcedChange(change.provider(), change.dueAt()));
    }

    @Test
    void change_isLookedAt_afterASyncAtItsInstant() {
        AnnouncedChange change = in(Duration.ofDays(40));
        Instant due = Instant.parse(change.dueAt());
        answer(waiting(due), new AnnouncementLook(0, 1, 0, null));
        assertThat(timers.start(change)).isTrue();
        assertThat(timers.start(change)).isFalse();

        AnnouncementLook end = stub(change).getResult(AnnouncementLook.class);

        assertThat(end).isEqualTo(new AnnouncementLook(0, 1, 0, null));
        assertThat(endOf(change)).isBetween(due, due.plusSeconds(60));
        assertThat(harness.activities.calls)
                .containsExactly(
                        "look groq", "fetch groq", "transform groq", "upsert groq", "invalidate groq", "look groq");
        assertThat(harness.client().fetchHistory("provider-sync:groq").getEvents())
                .hasSizeGreaterThan(1);
    }

    @Test
    void changeThatDoesNotCome_isLookedAtOnceMore_afterItsGrace() {
        AnnouncedChange change = in(Duration.ofDays(1));
        Instant later = Instant.parse(change.dueAt()).plus(Duration.ofMinutes(15));
        AnnouncementLook missed = new AnnouncementLook(0, 0, 1, null);
        answer(waiting(later), waiting(later), waiting(later), missed);
        timers.start(change);
        assertThat(stub(change).getResult(AnnouncementLook.class)).isEqualTo(missed);
        assertThat(endOf(change)).isBetween(later, later.plusSeconds(60));
        assertThat(harness.activities.calls).filteredOn("fetch groq"::equals).hasSize(2);
    }

    @Test
    void withdrawnChange_costsNoSync() {
        AnnouncedChange change = in(Duration.ofDays(1));
        answer(new AnnouncementLook(0, 0, 0, null));
        timers.start(change);
        stub(change).getResult(AnnouncementLook.class);
        assertThat(harness.activities.calls).containsExactly("look groq");
    }

    @Test
    void cancelledTimer_ends_andItsInstantCanHaveAnother() {
        AnnouncedChange change = in(Duration.ofDays(300));
        timers.cancel(change);
        timers.start(change);
        timers.cancel(change);
        assertThatThrownBy(() -> stub(change).getResult(AnnouncementLook.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(timers.start(change)).isTrue();
    }

    @Test
    void failedSync_isNoReasonToEnd() {
        AnnouncedChange change = in(Duration.ofHours(1));
        Instant due = Instant.parse(change.dueAt());
        harness.activities.fetch = request -> {
            throw FakeActivities.permanent(FailureTypes.PROVIDER_AUTH_FAILED);
        };
        answer(waiting(due), waiting(due.plusSeconds(1_800)), waiting(due), new AnnouncementLook(0, 1, 0, null));
        timers.start(change);
        assertThat(stub(change).getResult(AnnouncementLook.class).kept()).isEqualTo(1);
    }

    @Test
    void syncThatRunsAtTheInstant_isFollowedByOneOfItsOwn() {
        AnnouncedChange change = in(Duration.ofSeconds(10));
        Instant due = Instant.parse(change.dueAt());
        List<String> fetched = new CopyOnWriteArrayList<>();
        harness.activities.fetch = request -> {
            fetched.add(request.triggeredBy());
            if (request.triggeredBy().equals("test")) {
                throw FakeActivities.passing(FailureTypes.PROVIDER_UNAVAILABLE);
            }
            return FakeActivities.notModified();
        };
        answer(waiting(due), new AnnouncementLook(0, 1, 0, null));
        harness.launcher.startProvider(WorkflowHarness.provider("groq", false));
        timers.start(change);
        assertThat(stub(change).getResult(AnnouncementLook.class).kept()).isEqualTo(1);
        // The first one tries six times within a minute, in the middle of which the timer rings.
        assertThat(fetched).containsExactly("test", "test", "test", "test", "test", "test", "announcement");
    }

    @Test
    void unreadableInstant_failsTheRun() {
        WorkflowStub stub = harness.client()
                .newUntypedWorkflowStub(
                        AnnouncedChangeWorkflow.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("announced:groq:soon")
                                .setTaskQueue(TaskQueues.CATALOG_SYNC)
                                .build());
        stub.start(new AnnouncedChange("groq", "soon", List.of(), 0));
        assertThatThrownBy(() -> stub.getResult(AnnouncementLook.class))
                .hasStackTraceContaining("dueAt is no instant: soon");
    }
}
