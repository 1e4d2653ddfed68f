package ai.gatewayz.sync.activities.stage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON for JSONB columns. */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /** What writes into a generator. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** An object of texts or numbers. */
    static String object(Map<String, ?> map) {
        return text(json -> write(json, map));
    }

    private static void write(JsonGenerator json, Map<String, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, ?> entry : map.entrySet()) {
            if (entry.getValue() instanceof Long number) {
                json.writeNumberField(entry.getKey(), number);
            } else {
                json.writeStringField(entry.getKey(), String.valueOf(entry.getValue()));
            }
        }
        json.writeEndObject();
    }

    private static String text(Body body) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer does not fail", e);
        }
        return out.toString();
    }
}
