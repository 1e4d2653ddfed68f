package ai.gatewayz.sync.api.syncs;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.http.IdempotencyKey;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.http.QueuedResponse;
import ai.gatewayz.sync.api.http.WaitParameter;
import ai.gatewayz.sync.api.jobs.SyncStarter;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.providers.ProviderName;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts model syncs and tells how they ended. */
@Path("/admin/model-sync")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelSyncResource {
    private static final int MOST_PROVIDERS = 64;

    private static final String TRIGGER = SyncTrigger.API.key();

    private final SyncStarter starter;
    private final FullSyncStarter full;
    private final ProviderDirectory directory;
    private final SyncStatusReader status;
    private final Clock clock;

    /** The routes over their readers. */
    ModelSyncResource(
            SyncStarter starter,
            FullSyncStarter full,
            ProviderDirectory directory,
            SyncStatusReader status,
            Clock clock) {
        this.starter = starter;
        this.full = full;
        this.directory = directory;
        this.status = status;
        this.clock = clock;
    }

    /** Slugs that can be synced. */
    public record ProviderSlugs(List<String> providers, int count) {}

    /** Which providers can be synced. */
    @GET
    @Path("/providers")
    public ProviderSlugs providers(@Context UriInfo uri) {
        QueryReader.of(uri);
        List<String> slugs = directory.fetchable();
        return new ProviderSlugs(slugs, slugs.size());
    }

    /** Syncs one provider. */
    @POST
    @Path("/provider/{slug}")
    @NeedsRole(Role.OPERATOR)
    public Response startProvider(@PathParam("slug") String name, @Context UriInfo uri, @Context HttpHeaders headers) {
        QueryReader query = QueryReader.of(uri, "dry_run", "wait", "background");
        int wait = WaitParameter.seconds(query);
        boolean dryRun = query.flag("dry_run");
        Optional<IdempotencyKey> key = IdempotencyKey.of(headers);
        ProviderName provider = directory.require(name);
        FullSyncStarter.Start start = full.start(
                new ProviderSyncRequest(provider.slug(), SyncKind.FULL, dryRun, TRIGGER, null, true), key, wait);
        StartedJob job = start.job();
        if (start.isPricesOnly()) {
            return QueuedResponse.accepted(job, "A pricing sync of " + provider.slug() + ", which covers prices only,");
        }
        Optional<JobOutcome<ProviderSyncResult>> outcome = starter.awaitProvider(job, wait);
        return outcome.map(ended -> Response.ok(SyncResponses.provider(job, provider.slug(), provider.id(), ended))
                        .build())
                .orElseGet(() -> QueuedResponse.accepted(job, "Sync of " + provider.slug()));
    }

    /** Syncs many providers, or all. */
    @POST
    @Path("/all")
    @NeedsRole(Role.OPERATOR)
    public Response startAll(@Context UriInfo uri, @Context HttpHeaders headers) {
        QueryReader query = QueryReader.of(uri, "providers", "dry_run", "wait", "background");
        int wait = WaitParameter.seconds(query);
        boolean dryRun = query.flag("dry_run");
        Optional<IdempotencyKey> key = IdempotencyKey.of(headers);
        List<String> slugs = directory.resolve(query.list("providers", MOST_PROVIDERS));
        StartedJob job = starter.start(
                new CatalogSyncRequest(SyncKind.FULL, slugs, dryRun, TRIGGER, CatalogSyncRequest.DEFAULT_PARALLELISM),
                key);
        Optional<JobOutcome<SyncReport>> outcome = starter.awaitCatalog(job, wait);
        return outcome.map(ended -> Response.ok(SyncResponses.catalog(job, ended, directory.ids(), clock.instant()))
                        .build())
                .orElseGet(() -> QueuedResponse.accepted(job, "Catalog sync"));
    }

    /** How many providers are registered; the worker registers them whenever it starts. */
    @POST
    @Path("/providers-only")
    @NeedsRole(Role.OPERATOR)
    public SyncResponse providersOnly(@Context UriInfo uri) {
        QueryReader.of(uri);
        Map<String, Object> details = status.registry();
        return new SyncResponse(
                true,
                "completed",
                "Synced " + details.get("providers_synced")
                        + " providers to database; the worker registers its list whenever it starts",
                details,
                null,
                null);
    }

    /** The catalog, the last sync and what runs. */
    @GET
    @Path("/status")
    public Object status(@Context UriInfo uri) {
        QueryReader.of(uri);
        return status.status();
    }

    /** Whether syncs happen and succeed. */
    @GET
    @Path("/health")
    public Object health(@Context UriInfo uri) {
        QueryReader.of(uri);
        return status.health();
    }
}
