package ai.gatewayz.sync.catalog.change;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the records of a list look like: for each field's dotted path ({@code []} after a name for the elements of an array)
 * the types of its values, as a mask. Empty when nothing is known, or when the records have too many fields to tell.
 */
public record ListShape(SortedMap<String, Integer> fields) {
    public static final int TEXT = 1;
    public static final int NUMBER = 2;
    public static final int BOOLEAN = 4;
    public static final int OBJECT = 8;
    public static final int ARRAY = 16;
    /** Many records have the field, so that its absence from all of them means something. */
    public static final int COMMON = 32;

    private static final Pattern ELEMENT = Pattern.compile("/[0-9]+(?=/|$)");

    /** Nothing is known. */
    public static final ListShape UNKNOWN = new ListShape(new TreeMap<>());

    /** Takes a private copy. */
    public ListShape {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** The types of a field's values without {@link #COMMON}; 0 where it is not there or always null. */
    int types(String path) {
        return fields.getOrDefault(path, 0) & ~COMMON;
    }

    /** The path of what a JSON Pointer (RFC 6901) below a record points at: {@code /tiers/0/price} is {@code tiers[].price}. */
    public static String path(String pointer) {
        return ELEMENT.matcher(pointer)
                .replaceAll("[]")
                .replaceFirst("^/", "")
                .replace('/', '.')
                .replace("~1", "/")
                .replace("~0", "~");
    }

    /** Whether there is nothing to compare with. */
    public boolean isUnknown() {
        return fields.isEmpty();
    }

    /** This shape with all that another one has as well, without the fields that went away. */
    ListShape merge(ListShape now, Iterable<String> vanished) {
        SortedMap<String, Integer> merged = new TreeMap<>(fields);
        now.fields.forEach((path, mask) -> merged.merge(path, mask, (one, other) -> one | other));
        vanished.forEach(merged::remove);
        return new ListShape(merged);
    }
}
