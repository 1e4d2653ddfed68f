package ai.gatewayz.sync.api.ops;

import ai.gatewayz.sync.api.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of changes outside of our processes, and how far each has been told. Addresses are the workers' configuration:
 * they often hold passwords, and the database keeps only their digests.
 */
@Path("/admin/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
public final class SubscriptionsResource {
    private static final String SELECT = """
            SELECT t.target, split_part(t.target, ':', 1) AS kind, t.delivered_at, t.failures, t.last_error,
                   CASE WHEN t.failures > 0 THEN t.next_attempt_at END AS next_attempt_at,
                   (SELECT count(*) FROM cache_invalidations i WHERE i.id > t.delivered_id) AS pending
            FROM cache_targets t ORDER BY t.target
            """;

    private final Jdbi reader;

    /** The route over a database. */
    public SubscriptionsResource(Jdbi reader) {
        this.reader = reader;
    }

    /**
     * A target.
     *
     * @param target its kind and the beginning of its address's SHA-256
     * @param kind {@code redis} or {@code subscriber}
     * @param failures attempts in a row that failed
     * @param nextAttemptAt null unless the last one failed
     * @param pending invalidations that it has not been told of
     */
    public record Subscription(
            String target,
            String kind,
            @Nullable Instant deliveredAt,
            int failures,
            @Nullable String lastError,
            @Nullable Instant nextAttemptAt,
            long pending) {}

    /** All of them. */
    public record Subscriptions(List<Subscription> data, int total) {}

    /** Lists the targets that any worker ever had. */
    @GET
    public Subscriptions list(@Context UriInfo uri) {
        QueryReader.of(uri);
        List<Subscription> found = reader.withHandle(handle -> handle.createQuery(SELECT)
                .map(ConstructorMapper.of(Subscription.class))
                .list());
        return new Subscriptions(found, found.size());
    }
}
