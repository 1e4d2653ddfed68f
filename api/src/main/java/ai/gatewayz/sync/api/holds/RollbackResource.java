package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.prices.PriceDetails;
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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Serves a provider's prices as they were, when it has told wrong ones for a while. */
@Path("/admin/providers/{slug}/rollback")
@Produces(MediaType.APPLICATION_JSON)
public final class RollbackResource {
    private static final int WIDEST = 5;

    private final PriceRollbacks rollbacks;
    private final ProviderDirectory directory;

    /** The routes over their store. */
    RollbackResource(PriceRollbacks rollbacks, ProviderDirectory directory) {
        this.rollbacks = rollbacks;
        this.directory = directory;
    }

    /** A price that moves, and how far: the later as a multiple of the former, null where they have no line in common. */
    public record WideMove(
            String providerModelId,
            PriceDetails.Price before,
            PriceDetails.Price after,
            @Nullable String factor) {
        private static WideMove of(Rollbacks.Move move) {
            return new WideMove(
                    move.providerModelId(),
                    PriceDetails.Price.of(move.before()),
                    PriceDetails.Price.of(move.after()),
                    HoldFactor.between(move.before(), move.after()));
        }
    }

    /**
     * What was rolled back, or would be.
     *
     * @param widest of the moves those that are farthest, at most five
     */
    public record Rollback(
            String provider,
            long to,
            boolean dryRun,
            long pinned,
            long kept,
            @Nullable Long generation,
            List<WideMove> widest) {}

    /** What was taken back. */
    public record UndoneRollback(
            String provider, long removed, @Nullable Long generation) {}

    /** Pins every price that is another one now than at {@code to}, a generation or an instant. */
    @POST
    @NeedsRole(Role.ADMIN)
    public Rollback rollBack(
            @PathParam("slug") String name, @Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader query = QueryReader.of(uri, "to", "dry_run");
        boolean dryRun = query.flag("dry_run");
        long present = rollbacks.generation();
        long to = target(query, present);
        String slug = directory.require(name).slug();
        Rollbacks.Pinned done = rollbacks.rollBack(slug, to, HeldChangesResource.by(request), dryRun);
        return new Rollback(slug, to, dryRun, done.pinned(), done.kept(), done.nextGeneration(), widest(done));
    }

    private long target(QueryReader query, long present) {
        String given = query.text("to");
        if (given == null) {
            throw ApiException.badRequest("to", "is missing: the generation to go back to, up to " + present);
        }
        if (given.indexOf('-') > 0 || given.indexOf('T') > 0) {
            return rollbacks.generation(query.instant("to", Instant.EPOCH));
        }
        return Objects.requireNonNull(query.number("to", 0, present));
    }

    private static List<WideMove> widest(Rollbacks.Pinned done) {
        return done.moves().stream()
                .map(WideMove::of)
                .sorted(Comparator.comparing(WideMove::factor, HoldFactor.WIDEST_FIRST)
                        .thenComparing(WideMove::providerModelId))
                .limit(WIDEST)
                .toList();
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
