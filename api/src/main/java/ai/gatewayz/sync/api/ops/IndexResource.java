package ai.gatewayz.sync.api.ops;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Where things are: a list for programs; browsers get the page. */
@Open
@Path("/")
public final class IndexResource {
    /** The name and the open paths. */
    public record Index(String name, List<String> paths) {}

    /** The open paths. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Index index(@Context UriInfo uri) {
        QueryReader.of(uri);
        return new Index(
                "Gatewayz Catalog Sync",
                List.of(
                        "/changes",
                        "/exports/{format}",
                        "/health",
                        "/metrics",
                        "/models",
                        "/models/{provider}/{model_id}",
                        "/models/search",
                        "/models/stats",
                        "/openapi.json",
                        "/openapi.yaml",
                        "/prices/{provider}/{model_id}",
                        "/prices/{provider}/{model_id}/history",
                        "/providers",
                        "/providers/stats",
                        "/providers/{slug}",
                        "/quote",
                        "/v1/models"));
    }
}
