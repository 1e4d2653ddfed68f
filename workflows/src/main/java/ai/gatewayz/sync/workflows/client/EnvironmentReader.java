package ai.gatewayz.sync.workflows.client;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Strict reading of environment variables: unset takes the default, anything unreadable stops the start. */
public final class EnvironmentReader {
    private static final int MAX_LENGTH = 64 * 1024;

    private final Map<String, String> environment;

    /** A reader over the process environment or a test's map. */
    public EnvironmentReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The text of a variable; null when it is unset. A set but blank variable is a mistake, not a default. */
    public @Nullable String text(String name) {
        String value = environment.get(name);
        if (value == null) {
            return null;
        }
        if (value.isBlank()) {
            throw new ConfigurationException(name, "is set but empty; unset it or give it a value");
        }
        if (value.length() > MAX_LENGTH) {
            throw new ConfigurationException(name, "has more than " + MAX_LENGTH + " characters");
        }
        return value.strip();
    }

    /** The text of a variable, or the default. */
    public String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /** All variables whose names begin so, each as {@link #text} reads it. */
    public Map<String, String> allOf(String prefix) {
        Map<String, String> found = new TreeMap<>();
        for (String name : environment.keySet()) {
            String value = name.startsWith(prefix) ? text(name) : null;
            if (value != null) {
                found.put(name, value);
            }
        }
        return found;
    }

    /** A whole number within bounds. */
    public int number(String name, int otherwise, int min, int max) {
        return Math.toIntExact(bigNumber(name, otherwise, min, max));
    }

    /** A whole number within bounds. */
    public long bigNumber(String name, long otherwise, long min, long max) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        if (value.matches("-?[0-9]{1,18}")) {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new ConfigurationException(name, "must be a whole number from " + min + " to " + max);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw new ConfigurationException(name, "must be true or false");
    }

    /** A comma-separated list without blanks and repetitions; empty only when unset. */
    public List<String> list(String name) {
        String value = text(name);
        if (value == null) {
            return List.of();
        }
        List<String> words = Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (words.isEmpty()) {
            // An empty list means everything in some places; nobody wants that by a comma.
            throw new ConfigurationException(name, "holds commas only; unset it or name something");
        }
        return words;
    }

    /** One of a closed set of words. */
    public String choice(String name, String otherwise, List<String> allowed) {
        String value = text(name, otherwise);
        if (!allowed.contains(value)) {
            throw new ConfigurationException(name, "must be one of " + String.join(", ", allowed));
        }
        return value;
    }
}
