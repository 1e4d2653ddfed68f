package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.api.http.EntityVersion;
import ai.gatewayz.sync.api.models.ModelQueries.Rendered;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** An answer with a strong validator: not sent again to a client that has it, and gzipped for one that asks. */
public final class CachedAnswer {
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
        EntityVersion asked = new EntityVersion(request, version);
        if (asked.isKnown()) {
            return frame(Response.notModified(), asked.tag());
        }
        Rendered rendered = body.apply(asked.isGzip());
        Response.ResponseBuilder response = Response.ok(rendered.body(), type);
        if (asked.isGzip()) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return frame(response, asked.tag(rendered.version().tag()));
    }

    private Response frame(Response.ResponseBuilder response, String tag) {
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=0, must-revalidate")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("Surrogate-Key", surrogateKey)
                .build();
    }
}
