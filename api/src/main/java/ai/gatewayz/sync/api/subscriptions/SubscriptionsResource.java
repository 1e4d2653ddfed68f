package ai.gatewayz.sync.api.ops;

import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.ops.SubscriptionQueries.Subscription;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/**
 * Who is told of changes outside of our processes, and how far each has been told. Addresses are the workers' configuration:
 * they often hold passwords, and the database keeps only their digests.
 */
@Path("/admin/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
public final class SubscriptionsResource {
    private final SubscriptionQueries subscriptions;

    /** The route over their queries. */
    SubscriptionsResource(SubscriptionQueries subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** All of them. */
    public record Subscriptions(List<Subscription> data, int total) {}

    /** Lists the targets that any worker ever had. */
    @GET
    public Subscriptions list(@Context UriInfo uri) {
        QueryReader.of(uri);
        List<Subscription> found = subscriptions.list();
        return new Subscriptions(found, found.size());
    }
}
