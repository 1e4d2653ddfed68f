package ai.gatewayz.sync.api.webhook;

import ai.gatewayz.sync.workflows.CacheTags;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a genuine sender says: a hint that a provider's list changed. No row and no price is ever written from it.
 *
 * @param type the event type, known or not
 * @param gateway slug or alias of a provider
 * @param modelIds ids of the models it names, as they were sent
 */
record WebhookEvent(String type, String gateway, List<String> modelIds) {
    /** The event types that start a sync; others are accepted and ignored. */
    public static final List<String> SUPPORTED =
            List.of("models.added", "models.updated", "models.removed", "gateway.status_changed");

    private static final int MOST_MODELS = 1000;
    private static final int MOST_ID_BYTES = 512;
    private static final int MOST_TEXT = 512;
    private static final Pattern GATEWAY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9._-]{1,64}");
    private static final Pattern TRAVERSAL = Pattern.compile("(^|[/\\\\])\\.\\.?([/\\\\]|$)");

    /** A field that cannot be used. */
    public static final class InvalidEventException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String field;

        InvalidEventException(String field, String message) {
            super(message, null, false, false);
            this.field = field;
        }

        /** Which one. */
        public String field() {
            return field;
        }
    }

    /** The timestamp of a body, in seconds or milliseconds; null unless it is one whole number. */
    public static @Nullable Long timestamp(JsonNode body) {
        JsonNode value = body.get("timestamp");
        return value != null && value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
    }

    /**
     * Reads an event. One of an unknown type is not looked at any further.
     *
     * @throws InvalidEventException naming the field
     */
    public static WebhookEvent of(JsonNode body) {
        String type = text(body, "event_type", TYPE);
        if (!SUPPORTED.contains(type)) {
            return new WebhookEvent(type, "", List.of());
        }
        return new WebhookEvent(type, text(body, "gateway", GATEWAY), modelIds(body.get("models")));
    }

    private static String text(JsonNode body, String field, Pattern pattern) {
        JsonNode value = body.get(field);
        if (value == null
                || !value.isTextual()
                || !pattern.matcher(value.textValue()).matches()) {
            throw new InvalidEventException(field, "is missing or not a name");
        }
        return value.textValue();
    }

    private static List<String> modelIds(@Nullable JsonNode models) {
        if (models == null) {
            return List.of();
        }
        if (!models.isArray()) {
            throw new InvalidEventException("models", "must be an array");
        }
        if (models.size() > MOST_MODELS) {
            throw new InvalidEventException("models", "holds more than " + MOST_MODELS + " models");
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode model : models) {
            JsonNode id = model.get("id");
            if (id == null || !id.isTextual() || !isId(id.textValue())) {
                throw new InvalidEventException("models", "each needs an id of at most " + MOST_ID_BYTES + " bytes");
            }
            requireText(model.get("name"));
            requireText(model.get("provider_slug"));
            ids.add(id.textValue());
        }
        return List.copyOf(ids);
    }

    private static boolean isId(String id) {
        return !id.isBlank()
                && id.getBytes(StandardCharsets.UTF_8).length <= MOST_ID_BYTES
                && id.codePoints().noneMatch(c -> Character.isISOControl(c) || c >= 0xd800 && c <= 0xdfff)
                && !TRAVERSAL.matcher(id).find();
    }

    private static void requireText(@Nullable JsonNode value) {
        boolean fine = value == null
                || value.isNull()
                || value.isTextual() && value.textValue().length() <= MOST_TEXT;
        if (!fine) {
            throw new InvalidEventException("models", "names must be text of at most " + MOST_TEXT + " characters");
        }
    }

    /** Whether it starts a sync. */
    public boolean isSupported() {
        return SUPPORTED.contains(type);
    }

    /** The cache tags that the event concerns, for the provider that its gateway stands for. */
    public List<String> tags(String slug) {
        Set<String> tags = new LinkedHashSet<>();
        if (!type.equals("gateway.status_changed")) {
            tags.add(CacheTags.gateway(slug));
            modelIds.forEach(id -> tags.add(CacheTags.model(id)));
        }
        if (!type.equals("models.updated")) {
            tags.addAll(CacheTags.CATALOG_WIDE);
        }
        return List.copyOf(tags);
    }
}
