package ai.gatewayz.sync.api.http;

import ai.gatewayz.sync.api.error.ApiException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Strict reading of a query: unknown and repeated parameters, and whatever is not exactly right, are refused with 400. */
public final class QueryReader {
    private static final int MAX_TEXT = 200;
    private static final int MOST_TEXT = 512;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,30})?");

    private final MultivaluedMap<String, String> values;

    private QueryReader(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    /** A reader of a query that may hold these parameters. */
    public static QueryReader of(UriInfo uri, String... allowed) {
        MultivaluedMap<String, String> values;
        try {
            values = uri.getQueryParameters(true);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("query", "holds a broken escape");
        }
        Set<String> known = Set.of(allowed);
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw ApiException.badRequest(
                        shown(name),
                        "is no parameter of this path" + (allowed.length == 0 ? "" : "; it takes " + sorted(allowed)));
            }
            values.get(name).forEach(value -> requirePlain(name, value));
        }
        return new QueryReader(values);
    }

    private static String sorted(String... names) {
        return String.join(", ", Arrays.stream(names).sorted().toList());
    }

    /** Text from outside, made harmless for a message. */
    public static String shown(String text) {
        return ApiException.shown(text);
    }

    private static void requirePlain(String name, String value) {
        // A lone surrogate comes out of codePoints() as itself; U+FFFD stands for bytes that were not UTF-8.
        if (value.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0xfffd || c >= 0xd800 && c <= 0xdfff)) {
            throw ApiException.badRequest(name, "holds control characters or broken UTF-8");
        }
    }

    private @Nullable String single(String name) {
        List<String> given = values.get(name);
        if (given == null) {
            return null;
        }
        if (given.size() > 1) {
            throw ApiException.badRequest(name, "is given " + given.size() + " times; once is enough");
        }
        if (given.get(0).isEmpty()) {
            throw ApiException.badRequest(name, "is empty");
        }
        return given.get(0);
    }

    /** Free text of at most 200 characters; null when absent. */
    public @Nullable String text(String name) {
        String value = single(name);
        if (value != null && value.length() > MAX_TEXT) {
            throw ApiException.badRequest(name, "has more than " + MAX_TEXT + " characters");
        }
        return value;
    }

    /** Free text of at most 512 characters, such as a model's id; null when absent. */
    public @Nullable String longText(String name) {
        String value = single(name);
        if (value != null && value.length() > MOST_TEXT) {
            throw ApiException.badRequest(name, "has more than " + MOST_TEXT + " characters");
        }
        return value;
    }

    /** An instant such as {@code 2026-11-21T00:00:00Z}, from 1970 to 2099. */
    public Instant instant(String name, Instant otherwise) {
        String value = single(name);
        return value == null ? otherwise : instant(name, value);
    }

    static Instant instant(String name, String value) {
        try {
            Instant instant = Instant.parse(value);
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            throw ApiException.badRequest(name, "must be an instant in UTC such as 2026-11-21T00:00:00Z");
        }
        throw ApiException.badRequest(name, "must be between the years 1970 and 2100");
    }

    /** {@code true} or {@code false} and nothing else. */
    public boolean flag(String name) {
        String value = single(name);
        if (value == null) {
            return false;
        }
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw ApiException.badRequest(name, "must be true or false");
    }

    /** A whole number within bounds. */
    public int number(String name, int otherwise, int min, int max) {
        Long value = number(name, min, max);
        return value == null ? otherwise : Math.toIntExact(value);
    }

    /** A whole number within bounds; null when absent. */
    public @Nullable Long number(String name, long min, long max) {
        String value = single(name);
        if (value == null) {
            return null;
        }
        if (INTEGER.matcher(value).matches()) {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw ApiException.badRequest(name, "must be a whole number from " + min + " to " + max);
    }

    /** An amount in plain decimal notation; null when absent. */
    public @Nullable BigDecimal amount(String name) {
        String value = single(name);
        if (value == null) {
            return null;
        }
        if (!DECIMAL.matcher(value).matches()) {
            throw ApiException.badRequest(name, "must be a plain decimal such as 0.0000015");
        }
        return new BigDecimal(value);
    }

    /** One of a closed set of words; null when absent. */
    public @Nullable String choice(String name, List<String> allowed) {
        String value = single(name);
        if (value != null) {
            require(name, value, allowed);
        }
        return value;
    }

    /** Refuses a word that is none of a closed set. */
    public void require(String name, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw ApiException.badRequest(name, "must be one of " + String.join(", ", allowed));
        }
    }

    /** Texts of at most 512 characters, one each time the parameter is given, as they are; empty when absent. */
    public List<String> values(String name, int max) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > max) {
            throw ApiException.badRequest(name, "is given more than " + max + " times");
        }
        for (String value : given) {
            if (value.isEmpty() || value.length() > MOST_TEXT) {
                throw ApiException.badRequest(name, "must have 1 to " + MOST_TEXT + " characters");
            }
        }
        return given.stream().distinct().toList();
    }

    /** A list, repeated and comma-separated forms alike, without repetitions; empty when absent. */
    public List<String> list(String name, int max) {
        Set<String> words = new LinkedHashSet<>();
        for (String value : values.getOrDefault(name, List.of())) {
            for (String word : value.split(",", -1)) {
                if (word.isBlank()) {
                    throw ApiException.badRequest(name, "holds an empty name");
                }
                words.add(word.strip());
            }
        }
        if (words.size() > max) {
            throw ApiException.badRequest(name, "holds more than " + max + " names");
        }
        return new ArrayList<>(words);
    }
}
