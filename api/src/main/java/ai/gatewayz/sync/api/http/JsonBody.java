package ai.gatewayz.sync.api.http;

import ai.gatewayz.sync.api.error.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strict reading of a JSON body: unknown fields and wrong types are refused with 400; an absent body is an empty one. */
public final class JsonBody {
    static final String PROPERTY = "json_body";

    private static final int MAX_TEXT = 512;

    private final JsonNode document;

    private JsonBody(JsonNode document) {
        this.document = document;
    }

    /** The body of a request to a route that {@link TakesBody}; it may hold these fields. */
    public static JsonBody of(ContainerRequestContext request, String... allowed) {
        return of(
                request.getProperty(PROPERTY) instanceof JsonNode node ? node : JsonNodeFactory.instance.objectNode(),
                allowed);
    }

    private static JsonBody of(JsonNode document, String... allowed) {
        List<String> known = Arrays.asList(allowed);
        for (Iterator<String> names = document.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw ApiException.badRequest(
                        QueryReader.shown(name), "is no field of this body; it takes " + String.join(", ", known));
            }
        }
        return new JsonBody(document);
    }

    /** One item of a list as a body of its own, that may hold these fields. */
    public static JsonBody item(JsonNode item, String... allowed) {
        if (!item.isObject()) {
            throw ApiException.badRequest("item", "must be an object");
        }
        return of(item, allowed);
    }

    /** The items of a list of at most so many; 400 when it is absent. */
    public List<JsonNode> list(String name, int most) {
        JsonNode value = document.path(name);
        if (!value.isArray()) {
            throw ApiException.badRequest(name, "must be a list");
        }
        if (value.size() > most) {
            throw ApiException.badRequest(name, "holds " + value.size() + " items; at most " + most + " are taken");
        }
        List<JsonNode> items = new ArrayList<>(value.size());
        value.forEach(items::add);
        return items;
    }

    /** A list of texts of 1 to 512 characters; empty when absent. */
    public List<String> texts(String name, int most) {
        if (!document.has(name)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(name, most)) {
            texts.add(plain(name, item));
        }
        return texts;
    }

    /** An instant such as {@code 2026-11-21T00:00:00Z}; null when absent. */
    public @Nullable Instant instant(String name) {
        String value = text(name);
        return value == null ? null : QueryReader.instant(name, value);
    }

    /** The field, or null when it is absent; an explicit null is a wrong type. */
    public @Nullable JsonNode get(String name) {
        return document.get(name);
    }

    /** An object within the body that may hold these fields; an absent one is empty. */
    public JsonBody object(String name, String... allowed) {
        JsonNode value = document.path(name);
        if (!value.isMissingNode() && !value.isObject()) {
            throw ApiException.badRequest(name, "must be an object");
        }
        return of(value, allowed);
    }

    /** Text of 1 to 512 characters without control characters; null when absent. */
    public @Nullable String text(String name) {
        JsonNode value = document.get(name);
        return value == null ? null : plain(name, value);
    }

    private static String plain(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw ApiException.badRequest(name, "must be text");
        }
        String text = value.textValue();
        if (text.isBlank() || text.length() > MAX_TEXT || text.codePoints().anyMatch(JsonBody::isStrange)) {
            throw ApiException.badRequest(name, "must be 1 to " + MAX_TEXT + " characters without control characters");
        }
        return text;
    }

    private static boolean isStrange(int c) {
        return Character.isISOControl(c) || c == 0xfffd || c >= 0xd800 && c <= 0xdfff;
    }

    /** One of a closed set of words; null when absent. */
    public @Nullable String choice(String name, List<String> allowed) {
        String value = text(name);
        if (value != null && !allowed.contains(value)) {
            throw ApiException.badRequest(name, "must be one of " + String.join(", ", allowed));
        }
        return value;
    }

    /** {@code true} or {@code false}; null when absent. */
    public @Nullable Boolean flag(String name) {
        JsonNode value = document.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw ApiException.badRequest(name, "must be true or false");
        }
        return value.booleanValue();
    }

    /** A whole number within bounds; null when absent. */
    public @Nullable Long number(String name, long min, long max) {
        JsonNode value = document.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < min
                || value.longValue() > max) {
            throw ApiException.badRequest(name, "must be a whole number from " + min + " to " + max);
        }
        return value.longValue();
    }
}
