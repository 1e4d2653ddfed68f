package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.SkipReason;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider puts its array of models: at a dotted path below the top object, or at the top itself. Declared per
 * provider, never detected.
 */
public final class Envelope {
    /** Receives each object of the array. */
    public interface RecordSink {
        /** One record. */
        void record(JsonRecord record);

        /** An element that is no usable object. */
        void unusable(String detail, boolean tooLarge);

        /** The provider's own count of its whole list. */
        void total(long records);

        /** Whether the provider says that its list goes on after this page. */
        default void goesOn(boolean more) {}
    }

    /** More records than any list has. */
    private static final long UNKNOWN_TOTAL = Long.MAX_VALUE;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(8 * 1024 * 1024)
                    // One record with an absurd number is refused by its reader; it doesn't spoil the list.
                    .maxNumberLength((int) RecordReader.MAX_RECORD_BYTES)
                    .build())
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final List<String> path;
    private final @Nullable String totalField;
    private final boolean topLevelToo;
    private final List<String> otherNames;

    private Envelope(List<String> path, @Nullable String totalField, boolean topLevelToo, List<String> otherNames) {
        this.path = path;
        this.totalField = totalField;
        this.topLevelToo = topLevelToo;
        this.otherNames = otherNames;
    }

    /** The body is the array. */
    public static Envelope topLevelArray() {
        return new Envelope(List.of(), null, true, List.of());
    }

    /** The array is at a dotted path, such as {@code data} or {@code data.models}. */
    public static Envelope array(String path) {
        return new Envelope(List.of(path.split("\\.", -1)), null, false, List.of());
    }

    /** This envelope, whose top-level field gives the number of records of the complete list. */
    public Envelope withTotal(String field) {
        return new Envelope(path, field, topLevelToo, otherNames);
    }

    /** This envelope of a provider that documents both it and a bare array. */
    public Envelope orTopLevelArray() {
        return new Envelope(path, totalField, true, otherNames);
    }

    /** This envelope of a provider whose array has one of several names at the top. */
    public Envelope orArray(String... names) {
        return new Envelope(path, totalField, topLevelToo, List.of(names));
    }

    /** Gives each usable record to {@code records}; the sink is told of the others, of the count and of the records' shape. */
    public void read(InputStream body, int pages, ModelSink sink, Consumer<JsonRecord> records) throws IOException {
        ShapeObserver observer = new ShapeObserver();
        AtomicBoolean unfinished = new AtomicBoolean();
        read(body, pages, new RecordSink() {
            @Override
            public void record(JsonRecord record) {
                observer.observe(record.node());
                records.accept(record);
            }

            @Override
            public void unusable(String detail, boolean tooLarge) {
                sink.skip(tooLarge ? SkipReason.RECORD_TOO_LARGE : SkipReason.BAD_RECORD, detail);
            }

            @Override
            public void total(long count) {
                sink.declareTotal(count);
            }

            @Override
            public void goesOn(boolean more) {
                unfinished.set(more);
            }
        });
        if (unfinished.get()) {
            // The last page that was fetched is not the last one that there is.
            sink.declareTotal(UNKNOWN_TOTAL);
        }
        sink.shape(observer.shape());
    }

    /** Reads exactly {@code pages} documents in UTF-8. */
    void read(InputStream body, int pages, RecordSink sink) throws IOException {
        try (JsonParser parser = JSON.createParser(withoutMark(body))) {
            for (int page = 0; page < pages; page++) {
                readDocument(parser, sink);
            }
            if (parser.nextToken() != null) {
                throw new MalformedCatalogException("more text after the end of the list");
            }
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new MalformedCatalogException(
                    "not valid JSON: " + e.getClass().getSimpleName(), e);
        }
    }

    static InputStream withoutMark(InputStream body) throws IOException {
        PushbackInputStream in = new PushbackInputStream(new StrictUtf8Stream(body), BYTE_ORDER_MARK.length);
        byte[] start = in.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
            in.unread(start);
        }
        return in;
    }

    private void readDocument(JsonParser parser, RecordSink sink) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new MalformedCatalogException("the body is empty");
        }
        if (path.isEmpty() || (topLevelToo && first == JsonToken.START_ARRAY)) {
            expectArray(first, "the body");
            readArray(parser, sink);
        } else if (first != JsonToken.START_OBJECT) {
            throw new MalformedCatalogException("the body is " + first + ", not an object with `" + name() + "`");
        } else if (!readObject(parser, 0, sink)) {
            throw new MalformedCatalogException("no array `" + name() + "` in the body");
        }
    }

    private boolean readObject(JsonParser parser, int depth, RecordSink sink) throws IOException {
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken token = parser.nextToken();
            boolean isOther = depth == 0 && otherNames.contains(field);
            if (isOther || field.equals(path.get(depth))) {
                if (found) {
                    throw new MalformedCatalogException("`" + name() + "` is there twice");
                }
                found = descend(parser, token, isOther ? path.size() - 1 : depth, sink);
            } else if (depth == 0 && field.equals("error") && token != JsonToken.VALUE_NULL) {
                throw new MalformedCatalogException("the provider answered with an error object");
            } else if (depth == 0 && field.equals("success") && token == JsonToken.VALUE_FALSE) {
                throw new MalformedCatalogException("the provider answered with success: false");
            } else if (depth == 0 && field.equals("has_more")) {
                sink.goesOn(token == JsonToken.VALUE_TRUE);
                parser.skipChildren();
            } else if (depth == 0 && field.equals(totalField) && token == JsonToken.VALUE_NUMBER_INT) {
                sink.total(parser.getLongValue());
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private boolean descend(JsonParser parser, JsonToken token, int depth, RecordSink sink) throws IOException {
        if (depth == path.size() - 1) {
            expectArray(token, "`" + name() + "`");
            readArray(parser, sink);
            return true;
        }
        if (token != JsonToken.START_OBJECT) {
            throw new MalformedCatalogException("`" + path.get(depth) + "` is " + token + ", not an object");
        }
        return readObject(parser, depth + 1, sink);
    }

    private static void expectArray(JsonToken token, String what) throws MalformedCatalogException {
        if (token != JsonToken.START_ARRAY) {
            throw new MalformedCatalogException(what + " is " + token + ", not an array");
        }
    }

    private static void readArray(JsonParser parser, RecordSink sink) throws IOException {
        RecordReader reader = new RecordReader(parser);
        for (long index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            JsonNode node = reader.read();
            if (node == null) {
                sink.unusable("record " + index + " is over " + RecordReader.MAX_RECORD_BYTES + " bytes", true);
            } else if (!node.isObject()) {
                sink.unusable("record " + index + " is " + node.getNodeType() + ", not an object", false);
            } else if (reader.hasDuplicateKey()) {
                sink.unusable("record " + index + " names a field twice", false);
            } else {
                sink.record(new JsonRecord(node));
            }
        }
    }

    private String name() {
        return String.join(".", path);
    }
}
