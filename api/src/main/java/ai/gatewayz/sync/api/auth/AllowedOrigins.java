package ai.gatewayz.sync.api.auth;

import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whose pages may read open routes: those of any origin, or of these alone. */
public record AllowedOrigins(boolean isAny, Set<String> origins) {
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");

    /** Takes a private copy. */
    public AllowedOrigins {
        origins = Set.copyOf(origins);
    }

    /** Any origin. */
    public static AllowedOrigins any() {
        return new AllowedOrigins(true, Set.of());
    }

    /**
     * Reads {@code CORS_ALLOWED_ORIGINS}: a star, or origins with commas between them.
     *
     * @throws ConfigurationException naming the variable and the fix
     */
    public static AllowedOrigins from(EnvironmentReader environment) {
        String given = environment.text("CORS_ALLOWED_ORIGINS", "*").strip();
        if (given.equals("*")) {
            return any();
        }
        Set<String> origins =
                Arrays.stream(given.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new ConfigurationException(
                        "CORS_ALLOWED_ORIGINS",
                        "has an entry that is no origin; set * or origins such as https://prices.example.com, with commas");
            }
        }
        return new AllowedOrigins(false, origins);
    }

    /** Whether pages of this origin may read. */
    public boolean contains(String origin) {
        return isAny || origins.contains(origin);
    }
}
