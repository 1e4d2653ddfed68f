package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.change.ListShape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the shape of records while they stream by: one map look-up per field, no text built before the end. */
final class ShapeObserver {
    private static final int MAX_DEPTH = 6;
    /** An object with more different names than this uses data as names; its fields are no shape. */
    private static final int MAX_NAMES = 96;

    private static final int MAX_PATHS = 1_024;
    private static final int[] TYPES = {
        ListShape.TEXT, ListShape.NUMBER, ListShape.BOOLEAN, ListShape.OBJECT, ListShape.ARRAY
    };
    /** One in so many values makes a type, and a field common; single bad records change no shape. */
    private static final long SHARE = 5;

    private static final long MIN_COMMON = 3;

    private final Place root = new Place();

    /** One place in the records. */
    private static final class Place {
        private @Nullable Map<String, Place> names;
        private @Nullable Place elements;
        private final long[] counts = new long[TYPES.length];
        private boolean open;

        private long values() {
            long sum = 0;
            for (long count : counts) {
                sum += count;
            }
            return sum;
        }

        private @Nullable Place name(String name) {
            if (open) {
                return null;
            }
            if (names == null) {
                names = new HashMap<>();
            }
            Place place = names.get(name);
            if (place == null) {
                if (names.size() >= MAX_NAMES) {
                    open = true;
                    names = null;
                    return null;
                }
                place = new Place();
                names.put(name, place);
            }
            return place;
        }

        private Place elements() {
            if (elements == null) {
                elements = new Place();
            }
            return elements;
        }
    }

    void observe(JsonNode record) {
        observe(record, root, 0);
    }

    private static void observe(JsonNode value, Place place, int depth) {
        switch (value.getNodeType()) {
            case STRING -> place.counts[0]++;
            case POJO, NUMBER -> place.counts[1]++;
            case BOOLEAN -> place.counts[2]++;
            case OBJECT -> {
                place.counts[3]++;
                if (depth < MAX_DEPTH) {
                    for (Map.Entry<String, JsonNode> field : value.properties()) {
                        Place below = place.name(field.getKey());
                        if (below != null) {
                            observe(field.getValue(), below, depth + 1);
                        }
                    }
                }
            }
            case ARRAY -> {
                place.counts[4]++;
                if (depth < MAX_DEPTH) {
                    for (JsonNode element : value) {
                        observe(element, place.elements(), depth + 1);
                    }
                }
            }
            default -> {
                // Null says nothing.
            }
        }
    }

    /** The shape of all records; unknown when they have too many different fields. */
    ListShape shape() {
        SortedMap<String, Integer> fields = new TreeMap<>();
        collect(root, "", root.counts[3], fields);
        return fields.size() > MAX_PATHS ? ListShape.UNKNOWN : new ListShape(fields);
    }

    private static void collect(Place place, String path, long records, SortedMap<String, Integer> fields) {
        if (!path.isEmpty()) {
            fields.put(path, mask(place, records));
        }
        if (place.names != null) {
            place.names.forEach(
                    (name, below) -> collect(below, path.isEmpty() ? name : path + "." + name, records, fields));
        }
        if (place.elements != null) {
            collect(place.elements, path + "[]", records, fields);
        }
    }

    private static int mask(Place place, long records) {
        long values = place.values();
        int mask = values >= MIN_COMMON && values * SHARE >= records ? ListShape.COMMON : 0;
        for (int i = 0; i < TYPES.length; i++) {
            if (place.counts[i] > 0 && place.counts[i] * SHARE >= values) {
                mask |= TYPES[i];
            }
        }
        return mask;
    }
}
