package ai.gatewayz.sync.activities.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what paging needs from one page's text while it streams by: the envelope's scalars and its largest array. */
final class PageScanner {
    /** A page that is no JSON, or whose envelope cannot be relied on. The message holds no text of it. */
    static final class UnreadablePageException extends IOException {
        UnreadablePageException(String message) {
            super(message);
        }
    }

    private static final int MAX_FIELDS = 1_000;
    private static final int MAX_VALUE_CHARS = 64 * 1024;
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(MAX_VALUE_CHARS)
                    .build())
            .build();

    private final @Nullable String idField;
    private final Map<String, String> fields = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private long records;

    private PageScanner(@Nullable String idField) {
        this.idField = idField;
    }

    /**
     * Reads the text to its end.
     *
     * @param idField the field of the array's elements to keep; null keeps none
     * @throws UnreadablePageException if it is not exactly one JSON document with a sensible envelope
     */
    static PageScanner scan(InputStream text, @Nullable String idField) throws IOException {
        PageScanner scanner = new PageScanner(idField);
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                scanner.count(parser);
            } else if (token == JsonToken.START_OBJECT) {
                scanner.readObject(parser, "", true);
            }
            if (parser.nextToken() != null) {
                throw new UnreadablePageException("more text after the end of the document");
            }
        } catch (JsonProcessingException e) {
            // Its message quotes the text, so neither it nor the cause goes on.
            throw new UnreadablePageException("not valid JSON (" + e.getClass().getSimpleName() + ")");
        }
        return scanner;
    }

    /** Scalars at the top and one object deeper, the latter under a dotted name; no nulls. */
    Map<String, String> fields() {
        return fields;
    }

    /** Elements of the largest array at these depths. */
    long records() {
        return records;
    }

    /** The texts of the kept field, in the order of the body. */
    List<String> ids() {
        return ids;
    }

    private void readObject(JsonParser parser, String prefix, boolean top) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                count(parser);
            } else if (token == JsonToken.START_OBJECT && top) {
                readObject(parser, name + ".", false);
            } else if (token == JsonToken.START_OBJECT) {
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                keep(name, parser.getText());
            }
        }
    }

    private void keep(String name, String value) throws UnreadablePageException {
        if (fields.put(name, value) != null) {
            throw new UnreadablePageException("a field of the envelope occurs twice");
        }
        if (fields.size() > MAX_FIELDS) {
            throw new UnreadablePageException("the envelope has more than " + MAX_FIELDS + " fields");
        }
    }

    private void keepId(JsonParser parser, String name) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean wanted = name.equals(parser.currentName());
            if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
                if (ids.size() >= MAX_FIELDS) {
                    throw new UnreadablePageException("the page has more than " + MAX_FIELDS + " ids");
                }
                ids.add(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    private void count(JsonParser parser) throws IOException {
        long elements = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (idField != null && parser.currentToken() == JsonToken.START_OBJECT) {
                keepId(parser, idField);
            } else {
                parser.skipChildren();
            }
            elements++;
        }
        records = Math.max(records, elements);
    }
}
