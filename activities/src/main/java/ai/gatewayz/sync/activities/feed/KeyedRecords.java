package ai.gatewayz.sync.activities.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Streams a body whose records are the values of an object, each under its own key. */
public final class KeyedRecords {
    /** Receives each record. */
    @FunctionalInterface
    public interface Sink {
        /** One object and the key that it stands under; a group's key too, or an empty text where there are no groups. */
        void record(String group, String key, JsonRecord record);
    }

    private KeyedRecords() {}

    /** Reads an object of records. Values that are no object, are too large or name a field twice are passed over. */
    public static void read(InputStream body, Sink sink) throws IOException {
        read(body, parser -> records(parser, "", sink));
    }

    /** Reads an object of groups, each of which has an object of records in one field. */
    public static void readGroups(InputStream body, String field, Sink sink) throws IOException {
        read(body, parser -> {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String group = parser.currentName();
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    group(parser, group, field, sink);
                } else {
                    parser.skipChildren();
                }
            }
        });
    }

    /** Reads the objects of records at dotted paths, in the order of the body; a record's group is its path. */
    public static void readAt(InputStream body, Set<String> paths, Sink sink) throws IOException {
        read(body, parser -> descend(parser, "", paths, sink));
    }

    private static void descend(JsonParser parser, String above, Set<String> paths, Sink sink) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String path = above + parser.currentName();
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            if (object && paths.contains(path)) {
                records(parser, path, sink);
            } else if (object && paths.stream().anyMatch(p -> p.startsWith(path + "."))) {
                descend(parser, path + ".", paths, sink);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Reads an array of groups, each of which has its {@code id} before an array of records in one field. */
    public static void readLists(InputStream body, String field, Sink sink) throws IOException {
        read(body, JsonToken.START_ARRAY, parser -> {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    list(parser, field, sink);
                } else {
                    parser.skipChildren();
                }
            }
        });
    }

    private static void list(JsonParser parser, String field, Sink sink) throws IOException {
        String group = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("id") && token == JsonToken.VALUE_STRING) {
                group = parser.getText();
            } else if (name.equals(field) && token == JsonToken.START_ARRAY) {
                RecordReader reader = new RecordReader(parser);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    hand(reader, group, "", sink);
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    /** What reads the fields of the top object. */
    private interface Fields {
        void read(JsonParser parser) throws IOException;
    }

    private static void read(InputStream body, Fields fields) throws IOException {
        read(body, JsonToken.START_OBJECT, fields);
    }

    private static void read(InputStream body, JsonToken start, Fields fields) throws IOException {
        try (JsonParser parser = Envelope.JSON.createParser(Envelope.withoutMark(body))) {
            // Such a row is refused by its price reader; it doesn't spoil the other rows.
            parser.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature());
            if (parser.nextToken() != start) {
                throw new MalformedCatalogException(
                        "the body is not an " + (start == JsonToken.START_OBJECT ? "object" : "array"));
            }
            fields.read(parser);
            if (parser.nextToken() != null) {
                throw new MalformedCatalogException("more text after the end of the body");
            }
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new MalformedCatalogException(
                    "not valid JSON: " + e.getClass().getSimpleName(), e);
        }
    }

    private static void group(JsonParser parser, String group, String field, Sink sink) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean isRecords = field.equals(parser.currentName());
            if (parser.nextToken() == JsonToken.START_OBJECT && isRecords) {
                records(parser, group, sink);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void records(JsonParser parser, String group, Sink sink) throws IOException {
        RecordReader reader = new RecordReader(parser);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (parser.nextToken() == null) {
                throw new MalformedCatalogException("the body ends within a record");
            }
            hand(reader, group, key, sink);
        }
    }

    private static void hand(RecordReader reader, String group, String key, Sink sink) throws IOException {
        JsonNode node = reader.read();
        if (node != null && node.isObject() && !reader.hasDuplicateKey()) {
            sink.record(group, key, new JsonRecord(node));
        }
    }
}
