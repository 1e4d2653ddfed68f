package ai.gatewayz.sync.api.resources;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Where things are. */
@Open
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class IndexResource {
    /** The name and the open paths. */
    public record Index(String name, List<String> paths) {}

    /** The open paths. */
    @GET
    public Index index(@Context UriInfo uri) {
        QueryReader.of(uri);
        return new Index(
                "Gatewayz Catalog Sync",
                List.of(
                        "/health",
                        "/metrics",
                        "/models",
                        "/models/{provider}/{model_id}",
                        "/models/search",
                        "/models/stats",
                        "/providers",
                        "/providers/stats",
                        "/providers/{slug}",
                        "/v1/models"));
    }
}
