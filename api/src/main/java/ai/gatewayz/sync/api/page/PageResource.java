package ai.gatewayz.sync.api.page;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.EntityVersion;
import ai.gatewayz.sync.api.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Objects;

/**
 * The page: one document for every view, and its files. It uses the same routes as everyone else. A view's query is the
 * page's own, and what it does not know it ignores.
 */
@Open
@Path("/")
public final class PageResource {
    /** Nothing but its own files and this service's routes, and no text that becomes markup or script. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private final Map<String, PageFile> files;
    private final PageFile document;

    /** A page of these files. */
    public PageResource(Map<String, PageFile> files) {
        this.files = files;
        this.document = Objects.requireNonNull(files.get(PageFile.DOCUMENT));
    }

    /** The first view; who does not ask for a page gets the list of paths. */
    @GET
    @Produces(MediaType.TEXT_HTML + ";qs=0.5")
    public Response page(@Context HttpHeaders headers) {
        return document(headers);
    }

    /** Another view; its addresses are those of {@code route.js}. */
    @GET
    @Path("/ui/{view: model/[^/]+/.+|providers|providers/[^/]+|changes|syncs|syncs/[^/]+|decisions}")
    @Produces(MediaType.TEXT_HTML)
    public Response view(@Context HttpHeaders headers) {
        return document(headers);
    }

    /** A file of the page. */
    @GET
    @Path("/page/{file: .+}")
    @Produces({"text/css", "text/javascript"})
    public Response file(@PathParam("file") String name, @Context UriInfo uri, @Context HttpHeaders headers) {
        QueryReader.of(uri);
        PageFile file = files.get(name);
        if (file == null || name.equals(PageFile.DOCUMENT)) {
            throw ApiException.notFound("page file");
        }
        return answer(file, headers);
    }

    private Response document(HttpHeaders headers) {
        return answer(document, headers);
    }

    private static Response answer(PageFile file, HttpHeaders headers) {
        EntityVersion asked = new EntityVersion(headers, file.version());
        Response.ResponseBuilder response = asked.isKnown()
                ? Response.notModified()
                : Response.ok(asked.isGzip() ? file.gzipped() : file.bytes(), file.type());
        if (asked.isGzip() && !asked.isKnown()) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response.header("Content-Security-Policy", POLICY)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.ETAG, asked.tag())
                .build();
    }
}
