package ai.gatewayz.sync.api.ops;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where things are: a list for programs, the dashboard for browsers. The page uses the same routes as everyone else. */
@Open
@Path("/")
public final class IndexResource {
    private static final String PAGE = "index.html";
    private static final Map<String, String> TYPES = Map.of(
            PAGE,
            "text/html; charset=utf-8",
            "dashboard.css",
            "text/css; charset=utf-8",
            "dashboard.js",
            "text/javascript; charset=utf-8");
    /** Nothing but its own files and this service's routes. */
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Map<String, byte[]> files = new HashMap<>();

    /** Reads the page's files. */
    IndexResource() {
        TYPES.keySet().forEach(name -> files.put(name, read(name)));
    }

    private static byte[] read(String name) {
        try (InputStream file = IndexResource.class.getResourceAsStream("/dashboard/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the archive lacks dashboard/" + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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

    /** The dashboard; who does not ask for a page gets the list. */
    @GET
    @Produces(MediaType.TEXT_HTML + ";qs=0.5")
    public Response page(@Context UriInfo uri) {
        QueryReader.of(uri);
        return answer(PAGE);
    }

    /** A file of the dashboard. */
    @GET
    @Path("/dashboard/{file}")
    @Produces({"text/css", "text/javascript"})
    public Response file(@PathParam("file") String name, @Context UriInfo uri) {
        QueryReader.of(uri);
        if (name.equals(PAGE) || !TYPES.containsKey(name)) {
            throw ApiException.notFound("dashboard file");
        }
        return answer(name);
    }

    private Response answer(String name) {
        return Response.ok(files.get(name), TYPES.get(name))
                .header("Content-Security-Policy", PAGE_POLICY)
                .header("Cache-Control", "no-cache")
                .build();
    }
}
