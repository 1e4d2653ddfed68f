package ai.gatewayz.sync.api.subscriptions;

import ai.gatewayz.sync.api.auth.Caller;
import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.JsonBody;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.http.TakesBody;
import ai.gatewayz.sync.api.subscriptions.SubscriptionDao.Subscription;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is told of changes outside of our processes, and how far each has been told. Addresses often hold secrets: of
 * subscriptions the host is shown, and of caches, whose addresses are the workers' configuration, a digest.
 */
@Path("/admin/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
public final class SubscriptionsResource {
    private final SubscriptionDao rows;
    private final TargetQueries targets;
    private final NewSubscriptions added;

    /** The routes over their rows. */
    SubscriptionsResource(SubscriptionDao rows, TargetQueries targets, NewSubscriptions added) {
        this.rows = rows;
        this.targets = targets;
        this.added = added;
    }

    /** All of them, caches before subscriptions. */
    public record Subscriptions(List<Object> data, int total) {}

    /** Lists the targets that any worker ever had, and the subscriptions. */
    @GET
    public Subscriptions list(@Context UriInfo uri) {
        QueryReader.of(uri);
        List<Object> found = new ArrayList<>(targets.list());
        found.addAll(rows.list());
        return new Subscriptions(found, found.size());
    }

    /** One subscription. */
    @GET
    @Path("/{id}")
    public Subscription find(@PathParam("id") String id, @Context UriInfo uri) {
        QueryReader.of(uri);
        return require(id);
    }

    /** Adds a subscription; its secret is told here and never again. */
    @POST
    @NeedsRole(Role.OPERATOR)
    @TakesBody(maxBytes = 128 * 1024)
    public Response create(@Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader.of(uri);
        JsonBody body = JsonBody.of(request, NewSubscriptions.FIELDS);
        String by = Caller.of(request).map(Caller::id).orElse("unknown");
        return Response.status(Response.Status.CREATED)
                .entity(added.create(body, by))
                .build();
    }

    /** Removes a subscription, with what it was not told. */
    @DELETE
    @Path("/{id}")
    @NeedsRole(Role.OPERATOR)
    public Subscription delete(@PathParam("id") String id, @Context UriInfo uri) {
        Subscription removed = changeable(id, uri);
        require(rows.delete(id));
        return removed;
    }

    /** Stops telling it; it keeps its position. */
    @POST
    @Path("/{id}/pause")
    @NeedsRole(Role.OPERATOR)
    public Subscription pause(@PathParam("id") String id, @Context UriInfo uri) {
        changeable(id, uri);
        if (rows.pause(id) == 0) {
            throw ApiException.conflict("dead", "it is dead; resume it first, or delete it");
        }
        return require(id);
    }

    /** Tells it again, also when it is dead, from where it was. */
    @POST
    @Path("/{id}/resume")
    @NeedsRole(Role.OPERATOR)
    public Subscription resume(@PathParam("id") String id, @Context UriInfo uri) {
        changeable(id, uri);
        require(rows.resume(id));
        return require(id);
    }

    /** Has a test message sent once, in whatever state it is; {@code test_ended_at} tells when that is done. */
    @POST
    @Path("/{id}/test")
    @NeedsRole(Role.OPERATOR)
    public Response test(@PathParam("id") String id, @Context UriInfo uri) {
        changeable(id, uri);
        require(rows.test(id, added.testId(id)));
        return Response.accepted(require(id)).build();
    }

    /** Tells it everything after an event again. */
    @POST
    @Path("/{id}/replay")
    @NeedsRole(Role.OPERATOR)
    public Subscription replay(@PathParam("id") String id, @Context UriInfo uri) {
        added.requireKey();
        Long since = QueryReader.of(uri, "since").number("since", 0, Long.MAX_VALUE);
        if (since == null) {
            throw ApiException.badRequest("since", "is missing: the number of the last event not to be told again");
        }
        Subscription found = require(id);
        long newest = rows.newest();
        if (since > newest) {
            throw ApiException.beyond("since", newest);
        }
        if (rows.replay(id, since) == 0) {
            throw ApiException.badRequest(
                    "since",
                    "must be at most " + found.deliveredSeq() + ", where it is: what was not told is not left out");
        }
        return require(id);
    }

    private Subscription changeable(String id, UriInfo uri) {
        QueryReader.of(uri);
        added.requireKey();
        return require(id);
    }

    private Subscription require(String id) {
        return rows.find(id).orElseThrow(() -> ApiException.notFound("subscription"));
    }

    private static void require(int changed) {
        if (changed == 0) {
            throw ApiException.notFound("subscription");
        }
    }
}
