package ai.gatewayz.sync.api.compat;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.http.IdempotencyKey;
import ai.gatewayz.sync.api.http.JsonBody;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.http.QueuedResponse;
import ai.gatewayz.sync.api.http.TakesBody;
import ai.gatewayz.sync.api.jobs.SyncStarter;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.providers.RegisteredProvider;
import ai.gatewayz.sync.api.schedules.NextSyncs;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncReport;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Syncs as the web front end asks for them and shows them. */
@Path("/api/sync")
@Produces(MediaType.APPLICATION_JSON)
public final class FrontEndSyncResource {
    private static final String ALL = "all";
    private static final String TRIGGER = SyncTrigger.FRONT_END.key();
    private static final int USUAL_WAIT = 25;
    private static final int LONGEST_WAIT = 55;

    private final SyncStarter starter;
    private final ProviderDirectory directory;
    private final NextSyncs next;
    private final Clock clock;

    /**
     * The routes over their readers.
     *
     * @param next tells when providers are synced by themselves
     */
    FrontEndSyncResource(SyncStarter starter, ProviderDirectory directory, NextSyncs next, Clock clock) {
        this.starter = starter;
        this.directory = directory;
        this.next = next;
        this.clock = clock;
    }

    /** Syncs one gateway or all. */
    @POST
    @Path("/models")
    @NeedsRole(Role.OPERATOR)
    @TakesBody
    public Response start(
            @Context ContainerRequestContext request, @Context UriInfo uri, @Context HttpHeaders headers) {
        int wait = QueryReader.of(uri, "wait").number("wait", USUAL_WAIT, 0, LONGEST_WAIT);
        String gateway = Optional.ofNullable(JsonBody.of(request, "gateway").text("gateway"))
                .orElse(ALL);
        Optional<IdempotencyKey> key = IdempotencyKey.of(headers);
        return gateway.equals(ALL)
                ? startAll(wait, key)
                : startProvider(directory.resolve(List.of(gateway)).get(0), wait, key);
    }

    private Response startAll(int wait, Optional<IdempotencyKey> key) {
        StartedJob job = starter.start(
                new CatalogSyncRequest(
                        SyncKind.FULL, List.of(), false, TRIGGER, CatalogSyncRequest.DEFAULT_PARALLELISM),
                key);
        Optional<JobOutcome<SyncReport>> outcome = starter.awaitCatalog(job, wait);
        return outcome.map(ended -> answer(
                        job, ALL, ended, Optional.ofNullable(ended.result()).map(SyncReport::results)))
                .orElseGet(() -> QueuedResponse.accepted(job, "Catalog sync"));
    }

    private Response startProvider(String slug, int wait, Optional<IdempotencyKey> key) {
        StartedJob job = starter.start(new ProviderSyncRequest(slug, SyncKind.FULL, false, TRIGGER, null, true), key);
        Optional<JobOutcome<ProviderSyncResult>> outcome = starter.awaitProvider(job, wait);
        return outcome.map(ended -> answer(
                        job, slug, ended, Optional.ofNullable(ended.result()).map(List::of)))
                .orElseGet(() -> QueuedResponse.accepted(job, "Sync of " + slug));
    }

    private Response answer(
            StartedJob job, String gateway, JobOutcome<?> outcome, Optional<List<ProviderSyncResult>> results) {
        return Response.ok(results.map(list -> FrontEndSync.SyncAnswer.of(job, gateway, list, rows(), clock.instant()))
                        .orElseGet(() -> FrontEndSync.SyncAnswer.failed(job, outcome, gateway, clock.instant())))
                .build();
    }

    /** How every gateway stands, or one. */
    @GET
    @Path("/status")
    @Open
    public Object status(@Context UriInfo uri) {
        String gateway = QueryReader.of(uri, "gateway").text("gateway");
        long now = clock.millis();
        if (gateway != null && !gateway.equals(ALL)) {
            String slug = directory.require(gateway).slug();
            FrontEndSync.GatewayStatus status = gateway(java.util.Objects.requireNonNull(rows().get(slug)));
            return new FrontEndSync.OneGateway(slug, status, now);
        }
        List<FrontEndSync.GatewayStatus> gateways =
                list().stream().map(this::gateway).toList();
        return new FrontEndSync.Gateways(gateways, gateways.size(), now);
    }

    private FrontEndSync.GatewayStatus gateway(RegisteredProvider row) {
        return FrontEndSync.GatewayStatus.of(
                row, next.of(row.slug(), row.tier()).orElse(null));
    }

    private Map<String, RegisteredProvider> rows() {
        return list().stream().collect(Collectors.toMap(RegisteredProvider::slug, Function.identity()));
    }

    private List<RegisteredProvider> list() {
        return directory.list();
    }
}
