package ai.gatewayz.sync.api.http;

import ai.gatewayz.sync.api.error.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body once, strictly and up to a limit; the server has taken it in before. Where a route does not take one, an absent body and <code>{}</code>
 * are the same and anything else is refused, because an option that is silently ignored could have been {@code dry_run}.
 */
public final class RequestBodyFilter implements ContainerRequestFilter {
    /** Most bytes of a body. */
    public static final int MAX_BYTES = 1024 * 1024;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw ApiException.of(415, "only unencoded bodies are read");
        }
        if (!announcesBody(request)) {
            return;
        }
        TakesBody takes = takesBody(request);
        int most = takes == null ? MAX_BYTES : takes.maxBytes();
        byte[] body = request.getEntityStream().readNBytes(most + 1);
        request.setEntityStream(new ByteArrayInputStream(body));
        if (body.length > most) {
            throw ApiException.of(413, "the request body is too large");
        }
        if (takes != null && takes.raw()) {
            request.setProperty(RawBody.PROPERTY, body);
        } else if (body.length > 0) {
            requireJson(request.getMediaType());
            JsonNode document = StrictJson.object(body);
            if (takes == null) {
                requireEmpty(document);
            }
            request.setProperty(JsonBody.PROPERTY, document);
        }
    }

    private static @Nullable TakesBody takesBody(ContainerRequestContext request) {
        ResourceMethod matched = ((ExtendedUriInfo) request.getUriInfo()).getMatchedResourceMethod();
        return matched == null
                ? null
                : matched.getInvocable().getHandlingMethod().getAnnotation(TakesBody.class);
    }

    private static void requireEmpty(JsonNode document) {
        if (!document.isEmpty()) {
            throw ApiException.badRequest(
                    QueryReader.shown(document.fieldNames().next()),
                    "is not read from the body; this path takes its parameters in the query");
        }
    }

    private static boolean announcesBody(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.getHeaderString("Transfer-Encoding") != null
                : !length.strip().equals("0");
    }

    /** Refuses what is not announced as JSON in UTF-8. */
    public static void requireJson(@Nullable MediaType type) {
        boolean json = type != null
                && type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                && !type.isWildcardType()
                && !type.isWildcardSubtype()
                && type.getParameters()
                        .getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8")
                        .toLowerCase(Locale.ROOT)
                        .equals("utf-8");
        if (!json) {
            throw ApiException.of(415, "only application/json bodies in UTF-8 are read");
        }
    }
}
