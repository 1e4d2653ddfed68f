package ai.gatewayz.sync.api.compat;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.compat.PricingQueries.HistoryRow;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.IdempotencyKey;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.http.QueuedResponse;
import ai.gatewayz.sync.api.http.WaitParameter;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.schedules.LiveSchedules;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.schedule.Cadence;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleIds;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Syncs prices only, and tells when that happens by itself. */
@Path("/pricing/sync")
@Produces(MediaType.APPLICATION_JSON)
public final class PricingSyncResource {
    private static final int MOST_PROVIDERS = 64;
    private static final int MOST_ROWS = 1000;
    private static final int USUAL_ROWS = 100;
    private final PricingSyncs syncs;
    private final LiveSchedules schedules;
    private final ProviderDirectory directory;
    private final PricingQueries log;

    /** The routes over their readers. */
    PricingSyncResource(PricingSyncs syncs, LiveSchedules schedules, ProviderDirectory directory, PricingQueries log) {
        this.syncs = syncs;
        this.schedules = schedules;
        this.directory = directory;
        this.log = log;
    }

    /** Past provider syncs. */
    public record PricingHistory(int recordCount, List<HistoryRow> history) {}

    /** How prices are kept up to date. */
    public record PricingStatus(
            @Nullable HistoryRow lastSync,
            List<String> configuredProviders,
            boolean autoSyncEnabled,
            @Nullable Integer syncIntervalHours,
            @Nullable Instant nextSyncAt,
            List<ScheduleView> schedules) {}

    /** The schedule as it was set. */
    public record Configured(
            String status,
            boolean autoSyncEnabled,
            @Nullable Integer syncIntervalHours,
            @Nullable Instant nextSyncAt) {}

    /** What a sync would change; nothing is changed. */
    @POST
    @Path("/dry-run")
    @NeedsRole(Role.OPERATOR)
    public Response startDryRun(@Context UriInfo uri, @Context HttpHeaders headers) {
        QueryReader query = QueryReader.of(uri, "providers", "wait");
        int wait = query.number("wait", WaitParameter.USUAL, 0, WaitParameter.LONGEST);
        Optional<IdempotencyKey> key = IdempotencyKey.of(headers);
        List<String> slugs = directory.resolve(query.list("providers", MOST_PROVIDERS));
        StartedJob job = syncs.start(slugs, true, key);
        return syncs.awaitDryRun(job, wait)
                .map(ended -> Response.ok(ended).build())
                .orElseGet(() -> QueuedResponse.accepted(job, "Dry run of the pricing sync"));
    }

    /** Syncs the prices of some providers, or of all. */
    @POST
    @Path("/run")
    @NeedsRole(Role.OPERATOR)
    public Response start(@Context UriInfo uri, @Context HttpHeaders headers) {
        return start(uri, headers, syncs, directory);
    }

    static Response start(UriInfo uri, HttpHeaders headers, PricingSyncs syncs, ProviderDirectory directory) {
        QueryReader query = QueryReader.of(uri, "providers", "background", "wait");
        int wait = WaitParameter.seconds(query);
        Optional<IdempotencyKey> key = IdempotencyKey.of(headers);
        List<String> slugs = directory.resolve(query.list("providers", MOST_PROVIDERS));
        StartedJob job = syncs.start(slugs, false, key);
        return syncs.await(job, wait)
                .map(ended -> Response.ok(ended).build())
                .orElseGet(() -> QueuedResponse.accepted(job, "Pricing sync"));
    }

    /** Syncs the prices of one provider; starts it or joins the sync that runs. */
    @POST
    @Path("/run/{provider}")
    @NeedsRole(Role.OPERATOR)
    public Response startProvider(
            @PathParam("provider") String name, @Context UriInfo uri, @Context HttpHeaders headers) {
        QueryReader query = QueryReader.of(uri, "dry_run", "background", "wait");
        int wait = WaitParameter.seconds(query);
        boolean dryRun = query.flag("dry_run");
        Optional<IdempotencyKey> key = IdempotencyKey.of(headers);
        String slug = directory.require(name).slug();
        StartedJob job = syncs.startProvider(slug, dryRun, key);
        return syncs.awaitProvider(job, slug, dryRun, wait)
                .map(ended -> Response.ok(ended).build())
                .orElseGet(() -> QueuedResponse.accepted(job, "Pricing sync of " + slug));
    }

    /** Past provider syncs, newest first; full ones too, since they sync prices as well. */
    @GET
    @Path("/history")
    public PricingHistory history(@Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "limit", "provider", "status", "before");
        int limit = query.number("limit", USUAL_ROWS, 1, MOST_ROWS);
        String name = query.text("provider");
        String provider = name == null ? null : directory.require(name).slug();
        String status = query.choice("status", List.of("success", "failed", "in_progress"));
        Instant before = before(query.text("before"));
        List<HistoryRow> rows = log.history(provider, status, before, limit);
        return new PricingHistory(rows.size(), rows);
    }

    private static @Nullable Instant before(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ApiException.badRequest("before", "must be an instant such as 2026-11-21T05:20:00Z");
        }
    }

    /** The last sync and the live schedule. */
    @GET
    @Path("/status")
    public PricingStatus status(@Context UriInfo uri) {
        QueryReader.of(uri);
        Optional<ScheduleView> pricing = schedules.find(ScheduleIds.PRICING);
        List<HistoryRow> last = log.history(null, null, null, 1);
        return new PricingStatus(
                last.isEmpty() ? null : last.get(0),
                pricing.map(ScheduleView::providers)
                        .filter(slugs -> !slugs.isEmpty())
                        .orElseGet(directory::fetchable),
                pricing.map(ScheduleView::enabled).orElse(false),
                pricing.map(ScheduleView::intervalHours).orElse(null),
                pricing.map(ScheduleView::nextRunAt).orElse(null),
                schedules.list());
    }

    /** Changes the live schedule of pricing syncs; it stays so over restarts. */
    @POST
    @Path("/schedule")
    @NeedsRole(Role.OPERATOR)
    public Configured schedule(@Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "interval_hours", "enabled");
        Long hours = query.number("interval_hours", 1, Cadence.MAX_HOURS);
        Boolean enabled = query.text("enabled") == null ? null : query.flag("enabled");
        if (hours == null && enabled == null) {
            throw ApiException.badRequest("interval_hours", "or enabled must be given");
        }
        int every = hours == null ? 1 : Math.toIntExact(hours);
        ScheduleView view = schedules.change(
                ScheduleIds.PRICING,
                hours == null ? null : Cadence.everyHours(every, ScheduleIds.minute(ScheduleIds.PRICING), every / 2),
                enabled,
                null);
        return new Configured("configured", view.enabled(), view.intervalHours(), view.nextRunAt());
    }
}
