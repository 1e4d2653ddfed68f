package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.ledger.Rollbacks;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Serves a provider's prices as they were, when it has told wrong ones for a while. */
@Path("/admin/providers/{slug}/rollback")
@Produces(MediaType.APPLICATION_JSON)
public final class RollbackResource {
    private final PriceRollbacks rollbacks;
    private final ProviderDirectory directory;

    /** The routes over their store. */
    RollbackResource(PriceRollbacks rollbacks, ProviderDirectory directory) {
        this.rollbacks = rollbacks;
        this.directory = directory;
    }

    /** What was rolled back, or would be. */
    public record Rollback(
            String provider,
            long to,
            boolean dryRun,
            long pinned,
            long kept,
            @Nullable Long generation) {}

    /** What was taken back. */
    public record UndoneRollback(
            String provider, long removed, @Nullable Long generation) {}

    /** Pins every price that is another one now than at the generation {@code to}. */
    @POST
    @NeedsRole(Role.ADMIN)
    public Rollback rollBack(
            @PathParam("slug") String name, @Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader query = QueryReader.of(uri, "to", "dry_run");
        boolean dryRun = query.flag("dry_run");
        long present = rollbacks.generation();
        Long to = query.number("to", 0, present);
        if (to == null) {
            throw ApiException.badRequest("to", "is missing: the generation to go back to, up to " + present);
        }
        String slug = directory.require(name).slug();
        Rollbacks.Pinned done = rollbacks.rollBack(slug, to, HeldChangesResource.by(request), dryRun);
        return new Rollback(slug, to, dryRun, done.pinned(), done.kept(), done.nextGeneration());
    }

    /** Removes those pins: what the provider says is served again. */
    @DELETE
    @NeedsRole(Role.ADMIN)
    public UndoneRollback undo(
            @PathParam("slug") String name, @Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader.of(uri);
        String slug = directory.require(name).slug();
        Rollbacks.Removed done = rollbacks.undo(slug, HeldChangesResource.by(request));
        return new UndoneRollback(slug, done.removed(), done.nextGeneration());
    }
}
