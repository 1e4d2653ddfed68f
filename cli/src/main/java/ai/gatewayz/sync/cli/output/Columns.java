package ai.gatewayz.sync.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns JSON rows into a table; columns that no row fills are left out. */
public final class Columns {
    private record Column(String heading, List<String> pointers, boolean perMillion) {}

    /** Nobody reads fractions of a second. */
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z");

    private final List<Column> columns = new ArrayList<>();

    /**
     * Adds a column.
     *
     * @param heading with {@code >} in front for right alignment
     * @param fields names of fields, dotted for nested ones; the first that a row has is shown
     */
    public Columns add(String heading, String... fields) {
        columns.add(new Column(heading, List.of(fields), false));
        return this;
    }

    /** Adds a column of prices per token that are shown per million tokens. */
    public Columns perMillion(String heading, String... fields) {
        columns.add(new Column(heading, List.of(fields), true));
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
            String text = text(row.at("/" + field.replace('.', '/')));
            if (!text.isEmpty()) {
                return Optional.of(column.perMillion() ? Amounts.perMillion(text) : text);
            }
        }
        return Optional.empty();
    }

    /** Single values, and flat objects such as conditions; nothing of anything else. */
    private static String text(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(part -> part.getKey() + "=" + part.getValue().asText())
                    .collect(Collectors.joining(", "));
        }
        if (!value.isValueNode() || value.isNull()) {
            return "";
        }
        String text = value.asText();
        return INSTANT.matcher(text).matches() ? text.replaceFirst("\\.\\d+Z$", "Z") : text;
    }
}
