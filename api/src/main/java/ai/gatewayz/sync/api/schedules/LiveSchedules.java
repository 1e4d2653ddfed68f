package ai.gatewayz.sync.api.schedules;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.workflows.client.schedule.Cadence;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleView;
import ai.gatewayz.sync.workflows.client.schedule.SchedulesUnsupported;
import ai.gatewayz.sync.workflows.client.schedule.SyncSchedules;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.schedules.ScheduleException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Schedules for callers of the API: bounded in time, and with answers instead of exceptions. */
public final class LiveSchedules {
    private static final long MOST_BACKFILLED = 100;

    private final SyncSchedules schedules;
    private final TemporalCalls temporal;

    /** Over the schedules of a namespace. */
    public LiveSchedules(SyncSchedules schedules, TemporalCalls temporal) {
        this.schedules = schedules;
        this.temporal = temporal;
    }

    /** Every schedule that there is. */
    public List<ScheduleView> list() {
        return call(schedules::list);
    }

    /** A schedule, if there is one of that id. */
    public Optional<ScheduleView> find(String id) {
        return call(() -> schedules.find(id));
    }

    /** A schedule, or 404. */
    public ScheduleView require(String id) {
        return found(find(id));
    }

    /** Pauses it. */
    public ScheduleView pause(String id, String note) {
        return found(call(() -> schedules.pause(id, note)));
    }

    /** Resumes it. */
    public ScheduleView resume(String id, String note) {
        return found(call(() -> schedules.resume(id, note)));
    }

    /** Refuses with 409 a rhythm in which it would run at the minute of another one: both would only wait for each other. */
    public void requireFree(String id, Cadence cadence) {
        for (ScheduleView other : list()) {
            if (!other.id().equals(id)
                    && other.cron() != null
                    && Cadence.cron(other.cron()).meets(cadence)) {
                throw ApiException.of(
                        409, "at that minute " + other.id() + " runs (" + other.cron() + "); choose another");
            }
        }
    }

    /** Gives it another rhythm, a state, or both; without a note a change of the rhythm keeps the one that it has. */
    public ScheduleView change(String id, @Nullable Cadence cadence, @Nullable Boolean enabled, @Nullable String note) {
        return found(call(() -> schedules.change(id, cadence, enabled, note)));
    }

    /** Has the runs of a span made up for. */
    public ScheduleView backfill(String id, Instant start, Instant end) {
        ScheduleView now = require(id);
        Duration span = Duration.between(start, end);
        Duration gap = now.cron() == null
                ? Duration.ofHours(now.intervalHours() == null ? 1 : now.intervalHours())
                : Cadence.cron(now.cron()).shortestGap();
        if (span.dividedBy(gap) > MOST_BACKFILLED) {
            throw ApiException.badRequest("start_at", "is so early that more than " + MOST_BACKFILLED + " runs follow");
        }
        return found(call(() -> schedules.backfill(id, start, end)));
    }

    /** What it would start now, or 404. */
    public CatalogSyncRequest request(String id) {
        return found(call(() -> schedules.request(id)));
    }

    private static <T> T found(Optional<T> answer) {
        return answer.orElseThrow(() -> ApiException.notFound("schedule"));
    }

    private <T> T call(Supplier<T> call) {
        try {
            return temporal.call(call);
        } catch (SchedulesUnsupported e) {
            throw ApiException.of(501, String.valueOf(e.getMessage()));
        } catch (ScheduleException e) {
            throw translated(e);
        }
    }

    private static RuntimeException translated(ScheduleException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return status.getStatus().getCode() == Status.Code.INVALID_ARGUMENT
                        ? ApiException.of(400, "the Temporal server refused this schedule")
                        : status;
            }
        }
        return failure;
    }
}
