package ai.gatewayz.sync.api.ops;

import ai.gatewayz.sync.api.auth.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For load balancers and people: what answers and what does not. */
@Open
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private static final String UP = "up";
    private static final String DOWN = "down";

    private final Dependencies dependencies;
    private final Clock clock;

    /** Over what the API depends on. */
    HealthResource(Dependencies dependencies, Clock clock) {
        this.dependencies = dependencies;
        this.clock = clock;
    }

    /** The state of this process and what it depends on. */
    public record Health(
            String status,
            String database,
            String writes,
            String temporal,
            String cache,
            @Nullable String reason,
            @Nullable Instant lastSuccessfulSync,
            Instant timestamp) {}

    /** Whether reads can be served, and whether anything can be written. */
    public record Readiness(
            String status,
            String database,
            String writes,
            @Nullable String reason) {}

    /** Always 200; the body tells. */
    @GET
    public Health health() {
        Dependencies.Database database = dependencies.database();
        boolean temporal = dependencies.isTemporalUp();
        return new Health(
                database.reason() == null && temporal ? "healthy" : "degraded",
                database.isUp() ? UP : DOWN,
                database.isWritable() ? UP : DOWN,
                temporal ? UP : DOWN,
                UP,
                database.reason() == null && !temporal ? "Temporal does not answer" : database.reason(),
                database.lastSuccess().orElse(null),
                clock.instant());
    }

    /** The process answers. */
    @GET
    @Path("/live")
    public Map<String, String> live() {
        return Map.of("status", "live");
    }

    /** Catalog reads can be served: 503 without a database. Temporal is needed for starting syncs only. */
    @GET
    @Path("/ready")
    public Response ready() {
        Dependencies.Database database = dependencies.database();
        return Response.status(database.isUp() ? 200 : 503)
                .entity(new Readiness(
                        database.isUp() ? "ready" : "not_ready",
                        database.isUp() ? UP : DOWN,
                        database.isWritable() ? UP : DOWN,
                        database.reason()))
                .build();
    }
}
