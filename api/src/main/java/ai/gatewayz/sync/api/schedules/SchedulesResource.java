package ai.gatewayz.sync.api.schedules;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.IdempotencyKey;
import ai.gatewayz.sync.api.http.JsonBody;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.http.QueuedResponse;
import ai.gatewayz.sync.api.http.TakesBody;
import ai.gatewayz.sync.api.jobs.SyncStarter;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.schedule.Cadence;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleIds;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleView;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows and changes when syncs run by themselves. */
@Path("/admin/schedules")
@Produces(MediaType.APPLICATION_JSON)
public final class SchedulesResource {
    private final LiveSchedules schedules;
    private final SyncStarter starter;
    private final Clock clock;

    /** The routes over the schedules. */
    SchedulesResource(LiveSchedules schedules, SyncStarter starter, Clock clock) {
        this.schedules = schedules;
        this.starter = starter;
        this.clock = clock;
    }

    /** Every schedule. */
    public record Schedules(List<ScheduleView> schedules, int count) {}

    /** Runs that will be made up for. */
    public record BackfillAccepted(
            boolean success, String scheduleId, Instant startAt, Instant endAt, String message) {}

    /** Every schedule that there is. */
    @GET
    public Schedules list(@Context UriInfo uri) {
        QueryReader.of(uri);
        List<ScheduleView> found = schedules.list();
        return new Schedules(found, found.size());
    }

    /** One schedule. */
    @GET
    @Path("/{id}")
    public ScheduleView one(@PathParam("id") String id, @Context UriInfo uri) {
        QueryReader.of(uri);
        return schedules.require(id);
    }

    /** Stops it from running by itself, until it is resumed: restarts and deployments do not. */
    @POST
    @Path("/{id}/pause")
    @NeedsRole(Role.OPERATOR)
    @TakesBody
    public ScheduleView pause(
            @PathParam("id") String id, @Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader.of(uri);
        return schedules.pause(id, note(JsonBody.of(request, "note"), "paused through the API"));
    }

    /** Lets it run by itself again. */
    @POST
    @Path("/{id}/resume")
    @NeedsRole(Role.OPERATOR)
    @TakesBody
    public ScheduleView resume(
            @PathParam("id") String id, @Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader.of(uri);
        return schedules.resume(id, note(JsonBody.of(request, "note"), "resumed through the API"));
    }

    /** Starts its sync now, also while it is paused. */
    @POST
    @Path("/{id}/trigger")
    @NeedsRole(Role.OPERATOR)
    public Response start(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        QueryReader.of(uri);
        CatalogSyncRequest request = schedules.request(id);
        StartedJob job = starter.start(request.by(SyncTrigger.API.key()), IdempotencyKey.of(headers));
        return QueuedResponse.accepted(job, "The sync of " + id);
    }

    /** Changes when it runs, and whether. */
    @PUT
    @Path("/{id}")
    @NeedsRole(Role.OPERATOR)
    @TakesBody
    public ScheduleView change(
            @PathParam("id") String id, @Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader.of(uri);
        JsonBody body = JsonBody.of(request, "cron", "interval_hours", "enabled", "note");
        String cron = body.text("cron");
        Long hours = body.number("interval_hours", 1, Cadence.MAX_HOURS);
        Boolean enabled = body.flag("enabled");
        if (cron != null && hours != null) {
            throw ApiException.badRequest("interval_hours", "and cron exclude each other");
        }
        if (cron == null && hours == null && enabled == null) {
            throw ApiException.badRequest("body", "must hold cron, interval_hours or enabled");
        }
        Cadence cadence = cadence(id, cron, hours);
        if (cadence != null) {
            schedules.requireFree(id, cadence);
        }
        return schedules.change(id, cadence, enabled, body.text("note"));
    }

    private static @Nullable Cadence cadence(String id, @Nullable String cron, @Nullable Long hours) {
        if (cron == null) {
            return hours == null ? null : Cadence.everyHours(Math.toIntExact(hours), ScheduleIds.minute(id), 0);
        }
        try {
            return Cadence.cron(cron);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("cron", "is no line that can be scheduled: " + e.getMessage());
        }
    }

    /** Makes up for the runs that a span would have had. */
    @POST
    @Path("/{id}/backfill")
    @NeedsRole(Role.OPERATOR)
    @TakesBody
    public Response backfill(
            @PathParam("id") String id, @Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader.of(uri);
        JsonBody body = JsonBody.of(request, "start_at", "end_at");
        Instant start = instant(body, "start_at");
        Instant end = instant(body, "end_at");
        if (!start.isBefore(end)) {
            throw ApiException.badRequest("start_at", "must be before end_at");
        }
        if (end.isAfter(clock.instant())) {
            throw ApiException.badRequest("end_at", "must not be in the future");
        }
        ScheduleView view = schedules.backfill(id, start, end);
        return Response.accepted(new BackfillAccepted(
                        true,
                        view.id(),
                        start,
                        end,
                        "the runs of this span are made up for, one after the other; see them with GET /admin/jobs"))
                .build();
    }

    private static Instant instant(JsonBody body, String name) {
        String text = body.text(name);
        if (text == null) {
            throw ApiException.badRequest(name, "is missing");
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ApiException.badRequest(name, "must be an instant such as 2026-11-21T05:20:00Z");
        }
    }

    private static String note(JsonBody body, String otherwise) {
        String note = body.text("note");
        return note == null ? otherwise : note;
    }
}
