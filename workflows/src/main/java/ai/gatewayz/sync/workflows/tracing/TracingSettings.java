package ai.gatewayz.sync.workflows.tracing;

import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where traces go: the standard {@code OTEL_*} variables. Its text shows no value, since some hold keys. */
public final class TracingSettings {
    /** Names and values, {@code name=value}, with commas. */
    private static final Pattern HEADERS = Pattern.compile("[^=,]+=[^=,]*=*(?:,[^=,]+=[^=,]*=*)*");

    private final Map<String, String> properties;

    private TracingSettings(Map<String, String> properties) {
        this.properties = Map.copyOf(properties);
    }

    /**
     * Reads the environment; without {@code OTEL_EXPORTER_OTLP_ENDPOINT} nothing is traced.
     *
     * @throws ConfigurationException naming the variable
     */
    public static TracingSettings from(EnvironmentReader environment) {
        String endpoint = environment.text("OTEL_EXPORTER_OTLP_ENDPOINT");
        if (endpoint == null) {
            return new TracingSettings(Map.of());
        }
        if (!isAddress(endpoint)) {
            throw new ConfigurationException(
                    "OTEL_EXPORTER_OTLP_ENDPOINT", "must be an address such as http://127.0.0.1:4318");
        }
        environment.choice("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", List.of("http/protobuf"));
        requireHeaders("OTEL_EXPORTER_OTLP_HEADERS", environment.text("OTEL_EXPORTER_OTLP_HEADERS"));
        Map<String, String> properties = new HashMap<>();
        environment.allOf("OTEL_").forEach((name, value) -> {
            if (name.endsWith("_HEADERS")) {
                requireHeaders(name, value);
            }
            properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
        });
        return new TracingSettings(properties);
    }

    /** The SDK would refuse them too, with what they hold. */
    private static void requireHeaders(String name, @Nullable String value) {
        if (value != null && !HEADERS.matcher(value).matches()) {
            throw new ConfigurationException(name, "must be name=value, several with commas");
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether anything is traced. */
    boolean isOn() {
        return !properties.isEmpty();
    }

    /** As the SDK names them, {@code otel.service.name}. */
    Map<String, String> properties() {
        return properties;
    }
}
