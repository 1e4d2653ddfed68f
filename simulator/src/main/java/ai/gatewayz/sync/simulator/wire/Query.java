package ai.gatewayz.sync.simulator.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request; the last value wins. */
public record Query(Map<String, String> parameters) {
    /** Parses the part after the question mark. */
    public static Query parse(@Nullable String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new Query(parameters);
    }

    /** The value of a parameter, or the empty text. */
    public String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    /**
     * The value as a number within bounds.
     *
     * @throws BadQueryException if it is no number
     */
    int number(String name, int absent, int low, int high) {
        String value = get(name);
        if (value.isEmpty()) {
            return absent;
        }
        if (!value.matches("\\d{1,9}")) {
            throw new BadQueryException("parameter '" + name + "' is not a number: '" + value + "'");
        }
        return Math.max(low, Math.min(high, Integer.parseInt(value)));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
