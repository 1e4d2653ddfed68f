package ai.gatewayz.sync.api.http;

import ai.gatewayz.sync.api.error.ApiException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads one JSON object in UTF-8: no repeated keys, nothing behind it, no deep nesting. */
public final class StrictJson {
    private static final int MAX_DEPTH = 32;

    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // A huge exponent stays text-sized this way; as a double it would become infinity.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    /** The object, or 400 that does not repeat what was sent. */
    public static JsonNode object(byte[] body) {
        JsonNode document = parse(body);
        if (!document.isObject()) {
            throw ApiException.badRequest("body", "must be a JSON object");
        }
        return document;
    }

    private static JsonNode parse(byte[] body) {
        try {
            // Jackson replaces nothing but guesses UTF-16 and skips a byte order mark; neither is welcome.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return STRICT.readTree(text);
        } catch (CharacterCodingException e) {
            throw ApiException.badRequest("body", "is not UTF-8");
        } catch (JsonProcessingException e) {
            throw ApiException.badRequest("body", "is not one well-formed JSON document");
        }
    }
}
