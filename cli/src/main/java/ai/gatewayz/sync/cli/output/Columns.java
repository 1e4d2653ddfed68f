package ai.gatewayz.sync.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns JSON rows into a table; columns that no row fills are left out. */
public final class Columns {
    private record Column(String heading, List<String> pointers) {}

    private final List<Column> columns = new ArrayList<>();

    /**
     * Adds a column.
     *
     * @param heading with {@code >} in front for right alignment
     * @param fields names of fields, dotted for nested ones; the first that a row has is shown
     */
    public Columns add(String heading, String... fields) {
        columns.add(new Column(heading, List.of(fields)));
        return this;
    }

    /** The rows as a table. */
    public Table table(Iterable<JsonNode> rows) {
        List<Column> used =
                columns.stream().filter(column -> filled(column, rows)).toList();
        Table table = new Table(used.stream().map(Column::heading).toArray(String[]::new));
        rows.forEach(row -> table.row(
                used.stream().map(column -> cell(column, row).orElse("")).toArray()));
        return table;
    }

    private static boolean filled(Column column, Iterable<JsonNode> rows) {
        for (JsonNode row : rows) {
            if (cell(column, row).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> cell(Column column, JsonNode row) {
        for (String field : column.pointers()) {
            JsonNode value = row.at("/" + field.replace('.', '/'));
            if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
                return Optional.of(value.asText());
            }
        }
        return Optional.empty();
    }
}
