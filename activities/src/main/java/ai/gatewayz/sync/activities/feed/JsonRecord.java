package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.QuotedAmount;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object with strict readers: a value of the wrong type is absent, never converted. Paths are dotted. Numbers are
 * kept as the text that the provider sent.
 */
public final class JsonRecord {
    /** A number as it stood in the body; becomes arithmetic only behind the limits of the price reader. */
    record NumberText(String text) {}

    private static final Pattern INTEGER_TEXT = Pattern.compile("\\d{1,13}");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d{1,24}(\\.\\d{1,24})?([eE][+-]?\\d{1,2})?");
    private static final BigDecimal MAX_INTEGER = BigDecimal.valueOf(1_000_000_000_000_000L);
    private static final long MAX_COUNT = 1_000_000_000_000L;
    /** Epoch seconds until the year 2286; a larger number is milliseconds. */
    private static final long MAX_EPOCH_SECONDS = 9_999_999_999L;

    private final JsonNode node;
    /** The record that this one is part of, and its dotted path there; null for a whole record. */
    private final @Nullable JsonRecord parent;

    private final String path;
    /** Whether the path is one name, whatever dots are in it. */
    private final boolean isName;
    /** What was read of the whole record, whichever part of it did the reading. */
    private final ReadFields reads;

    JsonRecord(JsonNode node) {
        this(node, null, "", false, new ReadFields());
    }

    private JsonRecord(JsonNode node, @Nullable JsonRecord parent, String path, boolean isName, ReadFields reads) {
        this.node = node;
        this.parent = parent;
        this.path = path;
        this.isName = isName;
        this.reads = reads;
    }

    /** JSON Pointers of the price terms of the whole record that nothing has read, in the order of the body. */
    public List<String> unreadPriceTerms() {
        return PriceTerms.unread(node, reads);
    }

    /** Notes fields that are known and are no price, such as a unit's name: a path to an object or array means all of it. */
    public void known(String... paths) {
        for (String known : paths) {
            find(known, Mark.ALL);
        }
    }

    /** The object itself, for what looks at no field in particular. */
    JsonNode node() {
        return node;
    }

    /** What of a value counts as read from now on. */
    private enum Mark {
        NOTHING,
        /** What is in an object or array does not. */
        LEAF,
        ALL
    }

    private JsonNode find(String path) {
        return find(path, Mark.NOTHING);
    }

    private JsonNode read(String path) {
        return find(path, Mark.LEAF);
    }

    private JsonNode find(String path, Mark mark) {
        JsonNode at = node;
        int start = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
            at = at.path(path.substring(start, dot));
            start = dot + 1;
        }
        String name = start == 0 ? path : path.substring(start);
        JsonNode value = at.path(name);
        boolean isMarked = mark == Mark.ALL || mark == Mark.LEAF && !value.isContainerNode();
        if (isMarked && !value.isMissingNode() && !value.isNull()) {
            reads.add(at, name, value);
        }
        return value;
    }

    /** Whether the field is there and not null. */
    public boolean has(String path) {
        JsonNode at = find(path);
        return !at.isMissingNode() && !at.isNull();
    }

    /** A non-blank string. */
    public @Nullable String text(String path) {
        JsonNode at = read(path);
        return at.isTextual() && !at.textValue().isBlank() ? at.textValue() : null;
    }

    /** A string, number or boolean as text. */
    public @Nullable String scalar(String path) {
        JsonNode at = read(path);
        String number = numberText(at);
        return number != null ? number : at.isBoolean() ? at.asText() : text(path);
    }

    /** The first non-blank string among several fields. */
    public @Nullable String firstText(String... paths) {
        for (String path : paths) {
            String text = text(path);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /**
     * The text of a number or of a string, for the price reader to judge. A value of any other type is given as its type's
     * name in angle brackets, which no price reader accepts, so that it is refused and counted, not overlooked.
     */
    public @Nullable String decimal(String path) {
        JsonNode at = read(path);
        if (at.isMissingNode() || at.isNull()) {
            return null;
        }
        String number = numberText(at);
        if (number != null) {
            return number;
        }
        return at.isTextual() ? at.textValue() : "<" + at.getNodeType() + ">";
    }

    /** Whether the field is the JSON literal true; looking does not count as reading. */
    public boolean isFlagged(String path) {
        JsonNode at = find(path);
        return at.isBoolean() && at.booleanValue();
    }

    /** Whether two records have the same at a path, nothing included; looking does not count as reading. */
    public boolean isSameIn(JsonRecord other, String path) {
        return find(path).equals(other.find(path));
    }

    /** Whether an amount is there and is zero; looking does not count as reading. */
    boolean isZero(String path) {
        JsonNode at = find(path);
        String number = numberText(at);
        return QuotedAmount.read(number == null && at.isTextual() ? at.textValue() : number)
                        instanceof QuotedAmount.Amount amount
                && amount.value().signum() == 0;
    }

    /** {@link #decimal} with its place in the whole record. */
    public @Nullable PriceText priceText(String path) {
        String text = decimal(path);
        return text == null ? null : new PriceText(text, pointer(path));
    }

    /** JSON Pointer (RFC 6901) of a field, from the whole record's top. */
    public String pointer(String path) {
        return pointer(path, false);
    }

    private String pointer(String field, boolean isOneName) {
        String escaped = field.replace("~", "~0").replace("/", "~1");
        String here = "/" + (isOneName ? escaped : escaped.replace('.', '/'));
        return parent == null ? here : parent.pointer(path, isName) + here;
    }

    /** An integer of at least 1, from a number or a plain digit string; anything else is absent. */
    public @Nullable Long count(String path) {
        Long value = integer(path);
        return value == null || value < 1 || value > MAX_COUNT ? null : value;
    }

    /** The first {@link #count} among several fields. */
    public @Nullable Long firstCount(String... paths) {
        for (String path : paths) {
            Long count = count(path);
            if (count != null) {
                return count;
            }
        }
        return null;
    }

    private @Nullable Long integer(String path) {
        JsonNode at = read(path);
        String text = numberText(at);
        if (text == null) {
            text = at.isTextual() && INTEGER_TEXT.matcher(at.textValue()).matches() ? at.textValue() : null;
        }
        // Refused as text: a large exponent would be expanded by arithmetic, or not even fit BigDecimal.
        if (text == null || !PLAIN_NUMBER.matcher(text).matches()) {
            return null;
        }
        BigDecimal value = new BigDecimal(text);
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        return whole && value.abs().compareTo(MAX_INTEGER) <= 0 ? value.longValueExact() : null;
    }

    /** A JSON boolean. */
    public @Nullable Boolean flag(String path) {
        JsonNode at = read(path);
        return at.isBoolean() ? at.booleanValue() : null;
    }

    /** Whether the field is the JSON literal true. */
    public boolean isTrue(String path) {
        return Boolean.TRUE.equals(flag(path));
    }

    /** The strings of an array; other elements are passed over. Null where there is no array. */
    public @Nullable List<String> words(String path) {
        JsonNode at = find(path, Mark.ALL);
        if (!at.isArray()) {
            return null;
        }
        List<String> words = new ArrayList<>();
        at.forEach(element -> {
            if (element.isTextual()) {
                words.add(element.textValue());
            }
        });
        return words;
    }

    /** The numbers of an array as text; other elements are passed over. Empty where there is no array. */
    public List<String> numbers(String path) {
        List<String> numbers = new ArrayList<>();
        find(path, Mark.ALL).forEach(element -> {
            String number = numberText(element);
            if (number != null) {
                numbers.add(number);
            }
        });
        return numbers;
    }

    /** The objects of an array; empty where there is no array. */
    public List<JsonRecord> records(String path) {
        List<JsonRecord> records = new ArrayList<>();
        JsonNode at = find(path);
        for (int i = 0; at.isArray() && i < at.size(); i++) {
            if (at.get(i).isObject()) {
                records.add(new JsonRecord(at.get(i), this, path + "." + i, false, reads));
            }
        }
        return records;
    }

    /** The object at a path; an empty one where there is none. */
    public JsonRecord at(String path) {
        JsonNode at = find(path);
        return new JsonRecord(at.isObject() ? at : JsonNodeFactory.instance.objectNode(), this, path, false, reads);
    }

    /** The objects among the values of the fields, whatever the names are. */
    public List<JsonRecord> values() {
        List<JsonRecord> values = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (property.getValue().isObject()) {
                values.add(new JsonRecord(property.getValue(), this, property.getKey(), true, reads));
            }
        }
        return values;
    }

    /** The names of the fields, in the order of the body. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            names.add(property.getKey());
        }
        return names;
    }

    /**
     * An instant from epoch seconds or milliseconds, an RFC 3339 string or an ISO date; anything outside the years 1970 to
     * 2286, zero included, is absent.
     */
    public @Nullable Instant instant(String path) {
        Long epoch = integer(path);
        if (epoch != null) {
            if (epoch < 1 || epoch > MAX_EPOCH_SECONDS * 1000) {
                return null;
            }
            return epoch <= MAX_EPOCH_SECONDS ? Instant.ofEpochSecond(epoch) : Instant.ofEpochMilli(epoch);
        }
        String text = text(path);
        if (text == null) {
            return null;
        }
        try {
            Instant at = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return at.getEpochSecond() < 1 || at.getEpochSecond() > MAX_EPOCH_SECONDS ? null : at;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable String numberText(JsonNode at) {
        return at.isPojo() && ((com.fasterxml.jackson.databind.node.POJONode) at).getPojo() instanceof NumberText n
                ? n.text()
                : null;
    }
}
