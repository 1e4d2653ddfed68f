package ai.gatewayz.sync.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The single values of a JSON object as aligned lines; lists are left to tables. */
public final class ValueLines {
    private record Line(String name, String value) {}

    private ValueLines() {}

    /** The lines; a nested object's values are indented below its name. */
    public static List<String> of(JsonNode object) {
        List<Line> lines = new ArrayList<>();
        collect(object, "", lines);
        int width = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
        return lines.stream()
                .map(line ->
                        (line.name() + " ".repeat(width - line.name().length() + 2) + line.value()).stripTrailing())
                .toList();
    }

    private static void collect(JsonNode object, String indent, List<Line> lines) {
        object.fields().forEachRemaining(field -> {
            String name = indent + field.getKey().replace('_', ' ');
            JsonNode value = field.getValue();
            if (value.isObject() && !value.isEmpty()) {
                lines.add(new Line(name, ""));
                collect(value, indent + "  ", lines);
            } else if (value.isValueNode() && !value.isNull()) {
                lines.add(new Line(name, value.asText().replaceAll("\\p{Cntrl}", " ")));
            }
        });
    }
}
