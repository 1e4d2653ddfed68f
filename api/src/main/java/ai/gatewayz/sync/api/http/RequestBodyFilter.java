package ai.gatewayz.sync.api.http;

import ai.gatewayz.sync.api.error.ApiException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body once, strictly and up to a limit. No route here takes one: an absent body and <code>{}</code> are
 * the same, and anything else is refused, because an option that is silently ignored could have been {@code dry_run}.
 */
public final class RequestBodyFilter implements ContainerRequestFilter {
    /** Most bytes of a body. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final int MAX_DEPTH = 32;

    private final ObjectMapper strict = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw ApiException.of(415, "only unencoded bodies are read");
        }
        if (!request.hasEntity()) {
            return;
        }
        byte[] body = request.getEntityStream().readNBytes(MAX_BYTES + 1);
        request.setEntityStream(new ByteArrayInputStream(body));
        if (body.length > MAX_BYTES) {
            throw ApiException.of(413, "the request body is too large");
        }
        if (body.length == 0) {
            return;
        }
        requireJson(request.getMediaType());
        JsonNode document = parse(body);
        if (!document.isObject()) {
            throw ApiException.badRequest("body", "must be a JSON object");
        }
        if (!document.isEmpty()) {
            throw ApiException.badRequest(
                    QueryReader.shown(document.fieldNames().next()),
                    "is not read from the body; this path takes its parameters in the query");
        }
    }

    private static void requireJson(@Nullable MediaType type) {
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

    private JsonNode parse(byte[] body) throws IOException {
        try {
            // Jackson replaces nothing but guesses UTF-16 and skips a byte order mark; neither is welcome.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return strict.readTree(text);
        } catch (CharacterCodingException e) {
            throw ApiException.badRequest("body", "is not UTF-8");
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw ApiException.badRequest("body", "is not one well-formed JSON document");
        }
    }
}
