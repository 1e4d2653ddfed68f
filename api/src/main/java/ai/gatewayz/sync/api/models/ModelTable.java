package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.catalog.model.ModelKind;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalog column by column, a fifth of the bytes of the same rows as objects: words are numbers of a list that stands before,
 * instants are seconds since 1970, flags are 0 and 1, prices decimal text. Rows of {@link TableSql}.
 */
final class ModelTable {
    private static final List<String> STATES = List.of("priced", "free", "dynamic", "unknown");

    /** Columns that are written as they come: their names and what their values are. */
    private enum Plain {
        TEXT,
        NUMBER
    }

    private static final Map<String, Plain> PLAIN = plain();

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final WordList providers = new WordList();
    private final WordList modalities = new WordList();
    private final WordList units = new WordList();
    private final WordList terms = new WordList();
    private final Map<Long, String> held;
    private long rows;

    /**
     * Columns of an empty table.
     *
     * @param held by how much the prices that wait differ, by the model's row
     */
    ModelTable(JsonFactory json, Map<Long, String> held) throws IOException {
        this.held = held;
        List<String> names = new ArrayList<>(PLAIN.keySet());
        names.addAll(List.of("provider", "kind", "modalities", "state", "unit", "capabilities", "terms", "held"));
        for (String name : names) {
            columns.put(name, new Column(json));
        }
    }

    private static Map<String, Plain> plain() {
        Map<String, Plain> columns = new LinkedHashMap<>();
        List.of("id", "model_id", "name", "input", "output", "cached", "cache_write", "audio", "image")
                .forEach(name -> columns.put(name, Plain.TEXT));
        List.of(
                        "context",
                        "max_output",
                        "pinned",
                        "complete",
                        "added",
                        "last_change",
                        "last_seen",
                        "retires",
                        "removed")
                .forEach(name -> columns.put(name, Plain.NUMBER));
        return columns;
    }

    /** One column on its way into JSON. */
    private static final class Column {
        private final StringWriter text = new StringWriter(1024);
        private final JsonGenerator json;

        Column(JsonFactory factory) throws IOException {
            json = factory.createGenerator(text);
            json.writeStartArray();
        }

        void add(@Nullable String value) throws IOException {
            if (value == null) {
                json.writeNull();
            } else {
                json.writeString(value);
            }
        }

        void add(@Nullable Long value) throws IOException {
            if (value == null) {
                json.writeNull();
            } else {
                json.writeNumber(value);
            }
        }

        String finish() throws IOException {
            json.writeEndArray();
            json.close();
            return text.toString();
        }
    }

    /** Words and their numbers, in the order in which they come. */
    private static final class WordList {
        private final Map<String, Long> numbers = new LinkedHashMap<>();

        @Nullable
        Long number(@Nullable String word) {
            return word == null ? null : numbers.computeIfAbsent(word, unused -> (long) numbers.size());
        }

        Iterable<String> words() {
            return numbers.keySet();
        }
    }

    private Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("no column " + name);
        }
        return column;
    }

    /** Adds a row. */
    void add(ResultSet row) throws IOException, SQLException {
        for (Map.Entry<String, Plain> plain : PLAIN.entrySet()) {
            Column column = column(plain.getKey());
            if (plain.getValue() == Plain.TEXT) {
                column.add(row.getString(plain.getKey()));
            } else {
                column.add(row.getObject(plain.getKey(), Long.class));
            }
        }
        column("provider").add(providers.number(row.getString("slug")));
        String kind = row.getString("kind");
        column("kind").add(kind == null ? null : (Long) (long) ModelKind.keys().indexOf(kind));
        column("modalities").add(modalities.number(row.getString("modality")));
        column("state").add((Long) (long) STATES.indexOf(row.getString("pricing_state")));
        column("unit").add(units.number(row.getString("unit")));
        column("capabilities").add((Long) capabilities(row));
        column("terms").add(terms.number(PriceSummary.of(row.getString("components"))));
        column("held").add(held.get(row.getLong("row_id")));
        rows++;
    }

    /** Bit n is the nth capability, set where the provider says that the model has it. */
    private static long capabilities(ResultSet row) throws SQLException {
        long bits = 0;
        long bit = 1;
        for (String name : ModelFilter.CAPABILITIES) {
            bits |= row.getBoolean("supports_" + name) ? bit : 0;
            bit <<= 1;
        }
        return bits;
    }

    /** How many rows there are. */
    long rows() {
        return rows;
    }

    /** Writes the lists of words and all columns as fields of the object that is open. */
    void write(JsonGenerator out) throws IOException {
        words(out, "providers", providers.words());
        words(out, "kinds", ModelKind.keys());
        words(out, "modalities", modalities.words());
        words(out, "states", STATES);
        words(out, "units", units.words());
        words(out, "capabilities", ModelFilter.CAPABILITIES);
        out.writeArrayFieldStart("terms");
        for (String summary : terms.words()) {
            out.writeRawValue(summary);
        }
        out.writeEndArray();
        out.writeObjectFieldStart("columns");
        for (Map.Entry<String, Column> column : columns.entrySet()) {
            out.writeFieldName(column.getKey());
            out.writeRawValue(column.getValue().finish());
        }
        out.writeEndObject();
    }

    private static void words(JsonGenerator out, String name, Iterable<String> words) throws IOException {
        out.writeArrayFieldStart(name);
        for (String word : words) {
            out.writeString(word);
        }
        out.writeEndArray();
    }
}
