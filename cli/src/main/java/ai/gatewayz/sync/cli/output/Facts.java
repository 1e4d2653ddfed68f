package ai.gatewayz.sync.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The single values of a JSON object as aligned lines; lists are left to tables. */
public final class Facts {
    private record Fact(String name, String value) {}

    private Facts() {}

    /** The lines; a nested object's values are indented below its name. */
    public static List<String> lines(JsonNode object) {
        List<Fact> facts = new ArrayList<>();
        collect(object, "", facts);
        int width = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
        return facts.stream()
                .map(fact ->
                        (fact.name() + " ".repeat(width - fact.name().length() + 2) + fact.value()).stripTrailing())
                .toList();
    }

    private static void collect(JsonNode object, String indent, List<Fact> facts) {
        object.fields().forEachRemaining(field -> {
            String name = indent + field.getKey().replace('_', ' ');
            JsonNode value = field.getValue();
            if (value.isObject() && !value.isEmpty()) {
                facts.add(new Fact(name, ""));
                collect(value, indent + "  ", facts);
            } else if (value.isValueNode() && !value.isNull()) {
                facts.add(new Fact(name, value.asText().replaceAll("\\p{Cntrl}", " ")));
            }
        });
    }
}
