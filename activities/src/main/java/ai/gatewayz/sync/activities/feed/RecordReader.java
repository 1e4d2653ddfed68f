package ai.gatewayz.sync.activities.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Builds one array element at a time, within a size limit; the rest of a larger element is skipped unread. */
final class RecordReader {
    /** Bytes of one record. */
    static final long MAX_RECORD_BYTES = 256 * 1024L;

    /** The one field that may be larger than its record may be: it is cut then, and the model stays. */
    private static final String DESCRIPTION = "description";

    private static final int LONGEST_DESCRIPTION = 64 * 1024;
    private static final int CHECK_EVERY = 4096;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private long limit;
    private int unchecked;
    private int open;
    private boolean duplicateKey;

    RecordReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Thrown out of a half-read record that is too large. */
    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("record too large");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** Reads the value at the parser's current token; null when it was too large and is now skipped. */
    @Nullable
    JsonNode read() throws IOException {
        limit = parser.currentLocation().getByteOffset() + MAX_RECORD_BYTES;
        duplicateKey = false;
        open = 0;
        unchecked = 0;
        try {
            JsonNode record = value(parser.currentToken());
            checkSize();
            return record;
        } catch (TooLarge e) {
            skipRest();
            return null;
        }
    }

    /** Whether the last record named a field twice; which of the two is meant cannot be known. */
    boolean hasDuplicateKey() {
        return duplicateKey;
    }

    private void skipRest() throws IOException {
        while (open > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
    }

    private JsonNode value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(checked(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                NODES.pojoNode(new JsonRecord.NumberText(checked(parser.getText())));
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    /** Asking for the location is dear, so it is asked at long texts and now and then. */
    private String checked(String text) throws TooLarge {
        unchecked += text.length() + 1;
        if (unchecked >= CHECK_EVERY) {
            checkSize();
        }
        return text;
    }

    private void checkSize() throws TooLarge {
        unchecked = 0;
        if (parser.currentLocation().getByteOffset() > limit) {
            throw new TooLarge();
        }
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        open++;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = checked(parser.currentName());
            JsonToken token = parser.nextToken();
            JsonNode value = name.equals(DESCRIPTION) && token == JsonToken.VALUE_STRING ? description() : value(token);
            if (object.replace(name, value) != null) {
                duplicateKey = true;
            }
        }
        open--;
        return object;
    }

    /** What is cut away is not counted as part of the record. */
    private JsonNode description() throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        String text = parser.getText();
        if (text.length() <= LONGEST_DESCRIPTION) {
            return NODES.textNode(checked(text));
        }
        limit += parser.currentLocation().getByteOffset() - start;
        return NODES.textNode(text.substring(0, LONGEST_DESCRIPTION));
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        open++;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token));
            checked("");
        }
        open--;
        return array;
    }
}
