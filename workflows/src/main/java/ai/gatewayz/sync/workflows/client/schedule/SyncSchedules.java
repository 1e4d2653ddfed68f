package ai.gatewayz.sync.workflows.client.schedule;

import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import io.grpc.Status;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleBackfill;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This product's schedules: Temporal Schedules where the server has them, else cron workflows, which can be seen and
 * triggered but not changed. What operators change stays, until the configuration itself becomes another.
 */
public final class SyncSchedules {
    private static final Logger LOG = LoggerFactory.getLogger(SyncSchedules.class);
    private static final String MANAGED = "made from the configuration";
    private static final String CHANGED = "changed through the API";
    private static final String SWITCHED_OFF = "switched off by the configuration";

    private final TemporalConnection temporal;
    private final CronSchedules crons;

    /** Schedules of a namespace. */
    public SyncSchedules(TemporalConnection temporal, Clock clock) {
        this.temporal = temporal;
        this.crons = new CronSchedules(temporal.client(), clock);
    }

    /** Makes sure that a schedule is there, and that it follows a configuration that has become another. */
    public void ensure(ScheduleDefinition definition) {
        SchedulePlan plan = SchedulePlan.of(definition);
        ScheduleState state = ScheduleState.newBuilder()
                .setPaused(!definition.enabled())
                .setNote(definition.enabled() ? MANAGED : SWITCHED_OFF)
                .build();
        try {
            temporal.schedules()
                    .createSchedule(
                            plan.id(),
                            plan.schedule(state),
                            ScheduleOptions.newBuilder().build());
            LOG.info(
                    "schedule {} made: {}{}",
                    plan.id(),
                    definition.cadence(),
                    definition.enabled() ? "" : ", " + SWITCHED_OFF);
        } catch (ScheduleAlreadyRunningException e) {
            follow(plan, definition);
        } catch (ScheduleException e) {
            if (!Grpc.has(e, Status.Code.UNIMPLEMENTED)) {
                throw e;
            }
            crons.ensure(definition, plan);
        }
    }

    private void follow(SchedulePlan plan, ScheduleDefinition definition) {
        ScheduleHandle handle = temporal.schedules().getHandle(plan.id());
        if (LiveSchedule.of(handle.describe()).memo().equals(plan.memo())) {
            return;
        }
        handle.update(input -> {
            LiveSchedule live = LiveSchedule.of(input.getDescription());
            return new ScheduleUpdate(live.following(plan).schedule(state(live, definition.enabled())));
        });
        LOG.info("schedule {} follows the changed configuration: {}", plan.id(), definition.cadence());
    }

    /** Only a switch that was turned in the configuration turns the schedule; who else paused it keeps it paused. */
    private static ScheduleState state(LiveSchedule live, boolean enabled) {
        ScheduleState state = live.state();
        boolean turned = !String.valueOf(enabled).equals(live.memo().getOrDefault(SchedulePlan.MEMO_ENABLED, "true"));
        if (!turned || enabled && !SWITCHED_OFF.equals(state.getNote())) {
            return state;
        }
        return ScheduleState.newBuilder(state)
                .setPaused(!enabled)
                .setNote(enabled ? MANAGED : SWITCHED_OFF)
                .build();
    }

    /** Removes a schedule that the configuration has no more; nothing happens when it is not there. */
    public void remove(String id) {
        try {
            temporal.schedules().getHandle(id).delete();
            LOG.info("schedule {} removed: the configuration has it no more", id);
        } catch (ScheduleException e) {
            if (!Grpc.has(e, Status.Code.NOT_FOUND) && !Grpc.has(e, Status.Code.UNIMPLEMENTED)) {
                throw e;
            }
        }
    }

    /** Every schedule that there is. */
    public List<ScheduleView> list() {
        List<ScheduleView> found = new ArrayList<>();
        ScheduleIds.ALL.forEach(id -> find(id).ifPresent(found::add));
        return found;
    }

    /** A schedule, if there is one of that id. */
    public Optional<ScheduleView> find(String id) {
        if (!ScheduleIds.ALL.contains(id)) {
            return Optional.empty();
        }
        try {
            return live(id).map(LiveSchedule::view);
        } catch (SchedulesUnsupported e) {
            return crons.find(id);
        }
    }

    private Optional<LiveSchedule> live(String id) {
        return asked(() -> LiveSchedule.of(temporal.schedules().getHandle(id).describe()));
    }

    /** Stops it from running by itself; empty when there is none. */
    public Optional<ScheduleView> pause(String id, String note) {
        return changed(id, handle -> handle.pause(note));
    }

    /** Lets it run by itself again; empty when there is none. */
    public Optional<ScheduleView> resume(String id, String note) {
        return changed(id, handle -> handle.unpause(note));
    }

    /** Gives it another rhythm, a state, or both; empty when there is none. Without a note only a new state changes it. */
    public Optional<ScheduleView> change(
            String id, @Nullable Cadence cadence, @Nullable Boolean enabled, @Nullable String note) {
        return changed(
                id,
                handle -> handle.update(input -> {
                    LiveSchedule live = LiveSchedule.of(input.getDescription());
                    ScheduleState.Builder state = ScheduleState.newBuilder(live.state());
                    if (note != null || enabled != null) {
                        state.setNote(note == null ? CHANGED : note);
                    }
                    SchedulePlan plan =
                            cadence == null ? live.plan() : live.plan().withCadence(cadence);
                    return new ScheduleUpdate(plan.schedule(
                            enabled == null
                                    ? state.build()
                                    : state.setPaused(!enabled).build()));
                }));
    }

    /** Has the runs made up for that a span would have had, one after the other; empty when there is no such schedule. */
    public Optional<ScheduleView> backfill(String id, Instant start, Instant end) {
        return changed(
                id,
                handle -> handle.backfill(List.of(
                        new ScheduleBackfill(start, end, ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ALL))));
    }

    private Optional<ScheduleView> changed(String id, java.util.function.Consumer<ScheduleHandle> change) {
        if (!ScheduleIds.ALL.contains(id)) {
            return Optional.empty();
        }
        return asked(() -> {
                    ScheduleHandle handle = temporal.schedules().getHandle(id);
                    change.accept(handle);
                    return LiveSchedule.of(handle.describe());
                })
                .map(LiveSchedule::view);
    }

    /** What a schedule would start now: its own request, whoever changed it. */
    public Optional<CatalogSyncRequest> request(String id) {
        if (!ScheduleIds.ALL.contains(id)) {
            return Optional.empty();
        }
        try {
            return live(id).map(LiveSchedule::request);
        } catch (SchedulesUnsupported e) {
            return crons.request(id);
        }
    }

    /**
     * Starts a run at once, also while it is paused.
     *
     * @param suffix makes the job id unique
     */
    public Optional<StartedJob> trigger(String id, String triggeredBy, String suffix) {
        return request(id)
                .map(request -> new SyncLauncher(temporal.client()).startCatalog(request.by(triggeredBy), suffix));
    }

    private static <T> Optional<T> asked(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (ScheduleException e) {
            if (Grpc.has(e, Status.Code.NOT_FOUND)) {
                return Optional.empty();
            }
            if (Grpc.has(e, Status.Code.UNIMPLEMENTED)) {
                throw new SchedulesUnsupported();
            }
            throw e;
        }
    }
}
