package ai.gatewayz.sync.activities.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The values of one record that were read. Values are told apart as objects, because that costs one look-up and no text; only
 * those that Jackson shares between places, such as true, are told apart by where they are.
 */
final class ReadFields {
    private final Set<JsonNode> values = Collections.newSetFromMap(new IdentityHashMap<>());
    private Map<JsonNode, Set<String>> shared = Map.of();

    void add(JsonNode container, String name, JsonNode value) {
        if (isShared(value)) {
            if (shared.isEmpty()) {
                shared = new IdentityHashMap<>();
            }
            shared.computeIfAbsent(container, key -> new HashSet<>()).add(name);
        } else {
            values.add(value);
        }
    }

    boolean contains(JsonNode container, String name, JsonNode value) {
        return isShared(value) ? shared.getOrDefault(container, Set.of()).contains(name) : values.contains(value);
    }

    private static boolean isShared(JsonNode value) {
        return value.isBoolean() || value.isTextual() && value.textValue().isEmpty();
    }
}
