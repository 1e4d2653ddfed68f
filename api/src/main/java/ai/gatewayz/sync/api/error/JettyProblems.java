package ai.gatewayz.sync.api.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Errors that Jetty answers before or beside Jersey: malformed requests, limits, time-outs. */
public final class JettyProblems extends ErrorHandler {
    /** Request attribute that holds the request id. */
    public static final String REQUEST_ID = "request_id";

    private static final Map<Integer, String> DETAILS = Map.ofEntries(
            Map.entry(400, "the request is not well-formed HTTP"),
            Map.entry(404, "no such path"),
            Map.entry(408, "the request body came too slowly"),
            Map.entry(413, "the request body is too large"),
            Map.entry(414, "the request URI is too long"),
            Map.entry(415, "only unencoded application/json bodies are read"),
            Map.entry(429, "too many unfinished requests from this address; send each in one piece"),
            Map.entry(431, "the request headers are too large"),
            Map.entry(503, "more is asked than can be answered; try again"),
            Map.entry(505, "this HTTP version is not spoken here"));

    private final ObjectMapper json;

    /** Writes problems with a mapper. */
    public JettyProblems(ObjectMapper json) {
        this.json = json;
    }

    static String detail(int status) {
        String known = DETAILS.get(status);
        if (known != null) {
            return known;
        }
        return status >= 500 ? "the server cannot answer this" : "the request cannot be answered";
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object id = request.getAttribute(REQUEST_ID);
        String requestId = id == null ? UUID.randomUUID().toString() : id.toString();
        response.write(true, body(response.getStatus(), requestId, response.getHeaders()), callback);
        return true;
    }

    @Override
    public ByteBuffer badMessageError(int status, @Nullable String reason, HttpFields.Mutable fields) {
        return body(status, UUID.randomUUID().toString(), fields);
    }

    private ByteBuffer body(int status, String requestId, HttpFields.Mutable headers) {
        headers.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE.toString());
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        if (status == 429 || status == 503) {
            headers.put(HttpHeader.RETRY_AFTER, "1");
        }
        if (status == 405) {
            headers.put(HttpHeader.ALLOW, "GET, HEAD, OPTIONS, POST");
        }
        try {
            return ByteBuffer.wrap(json.writeValueAsBytes(
                    Problem.of(status, detail(status), List.of()).withRequestId(requestId)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem cannot be written", e);
        }
    }
}
