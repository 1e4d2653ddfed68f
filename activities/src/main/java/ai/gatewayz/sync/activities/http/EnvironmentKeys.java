package ai.gatewayz.sync.activities.http;

import ai.gatewayz.sync.activities.provider.Credential;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys from environment variables. An empty variable counts as unset, as compose files pass it; anything else is used
 * exactly as it is or refused, never trimmed.
 */
public final class EnvironmentKeys implements ProviderKeys {
    private static final int MAX_LENGTH = 8 * 1024;
    private static final Set<String> PLACEHOLDERS = Set.of("changeme", "change-me", "your-api-key", "your_api_key");

    private final Map<String, String> environment;

    /** Keys from these variables, such as {@code System.getenv()}. */
    public EnvironmentKeys(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Optional<String> find(Credential credential) {
        for (String variable : credential.variables()) {
            String value = environment.get(variable);
            if (value != null && !value.isEmpty()) {
                requireUsable(variable, value);
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    @Override
    public @Nullable String addressPart(String variable) {
        return environment.get(variable);
    }

    private static void requireUsable(String variable, String value) {
        if (value.isBlank()) {
            throw new UnusableKeyException(variable, "is blank");
        }
        if (value.length() > MAX_LENGTH) {
            throw new UnusableKeyException(variable, "is longer than " + MAX_LENGTH + " characters");
        }
        if (value.chars().anyMatch(c -> c == '\n' || c == '\r')) {
            throw new UnusableKeyException(variable, "holds a line break");
        }
        if (value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new UnusableKeyException(variable, "holds a space, a control or a non-ASCII character");
        }
        if ("\"'".indexOf(value.charAt(0)) >= 0) {
            throw new UnusableKeyException(variable, "starts with a quotation mark");
        }
        if (PLACEHOLDERS.contains(value.toLowerCase(Locale.ROOT))) {
            throw new UnusableKeyException(variable, "holds a placeholder");
        }
    }

    @Override
    public String toString() {
        return "EnvironmentKeys";
    }
}
