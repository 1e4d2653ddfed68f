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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    private static final long MOST_NANOS = Duration.ofSeconds(10).toNanos();

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
        if (!announcesBody(request)) {
            return;
        }
        byte[] body = read(request.getEntityStream());
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

    private static boolean announcesBody(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.getHeaderString("Transfer-Encoding") != null
                : !length.strip().equals("0");
    }

    /** Reads all, or one byte more than allowed; whoever sends drop by drop is sent away. */
    private static byte[] read(InputStream in) throws IOException {
        long begun = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        int count;
        while (body.size() <= MAX_BYTES && (count = in.read(buffer)) >= 0) {
            body.write(buffer, 0, count);
            if (System.nanoTime() - begun > MOST_NANOS) {
                throw ApiException.of(408, "the request body came too slowly");
            }
        }
        return body.toByteArray();
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
