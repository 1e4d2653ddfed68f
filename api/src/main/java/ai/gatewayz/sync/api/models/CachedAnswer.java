package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.api.models.ModelQueries.Rendered;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An answer with a strong validator: not sent again to a client that has it, and gzipped for one that asks. */
public final class CachedAnswer {
    private static final String GZIP = "-gzip";

    private final HttpHeaders request;
    private final String surrogateKey;
    private final MediaType type;

    /**
     * An answer to a request.
     *
     * @param surrogateKey cache tags
     */
    CachedAnswer(HttpHeaders request, String surrogateKey) {
        this(request, surrogateKey, MediaType.APPLICATION_JSON_TYPE);
    }

    /** An answer of some type. */
    public CachedAnswer(HttpHeaders request, String surrogateKey, MediaType type) {
        this.request = request;
        this.surrogateKey = surrogateKey;
        this.type = type;
    }

    /**
     * 304 to a client that has this version, else 200 in the encoding that it prefers.
     *
     * @param body the bytes, gzipped or not; they may show a newer version and say so
     */
    public Response of(String version, Function<Boolean, Rendered> body) {
        boolean gzip = acceptsGzip();
        if (has(version, request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
            return frame(Response.notModified(), version, gzip);
        }
        Rendered rendered = body.apply(gzip);
        Response.ResponseBuilder response = Response.ok(rendered.body(), type);
        if (gzip) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return frame(response, rendered.version().tag(), gzip);
    }

    private Response frame(Response.ResponseBuilder response, String version, boolean gzip) {
        return response.header(HttpHeaders.ETAG, '"' + version + (gzip ? GZIP : "") + '"')
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=0, must-revalidate")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("Surrogate-Key", surrogateKey)
                .build();
    }

    private static boolean has(String version, @Nullable String header) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals("*")
                                || tag.equals('"' + version + '"')
                                || tag.equals('"' + version + GZIP + '"'));
    }

    private boolean acceptsGzip() {
        String header = request.getHeaderString(HttpHeaders.ACCEPT_ENCODING);
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(part -> part.replace(" ", ""))
                        .anyMatch(part -> part.equalsIgnoreCase("gzip")
                                || part.regionMatches(true, 0, "gzip;q=", 0, 7)
                                        && !part.matches("(?i)gzip;q=0(\\.0*)?"));
    }
}
