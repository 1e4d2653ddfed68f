package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.models.CachedAnswer;
import ai.gatewayz.sync.api.models.ModelQueries;
import ai.gatewayz.sync.api.models.RenderedCache;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The catalog as files that other tools load as they are. */
@Open
@Path("/exports/{format}")
public final class ExportsResource {
    private static final MediaType CSV = new MediaType("text", "csv", "utf-8");

    private final CatalogExports exports;
    private final ModelQueries models;
    private final RenderedCache cache;

    /** The route over the exports. */
    ExportsResource(CatalogExports exports, ModelQueries models, RenderedCache cache) {
        this.exports = exports;
        this.models = models;
        this.cache = cache;
    }

    /** The active catalog in one format. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    public Response export(@PathParam("format") String format, @Context UriInfo uri, @Context HttpHeaders headers) {
        QueryReader.of(uri);
        if (!CatalogExports.names().contains(format)) {
            throw ApiException.of(
                    404,
                    "export " + QueryReader.shown(format) + " not found; there are "
                            + String.join(", ", CatalogExports.names()));
        }
        String version = models.version().tag();
        return new CachedAnswer(headers, "models:all", format.equals("csv") ? CSV : MediaType.APPLICATION_JSON_TYPE)
                .of(version, gzip -> cache.get(version, "export " + format, gzip, () -> exports.render(format)));
    }
}
