package ai.gatewayz.sync.workflows.client;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the logging configuration reads by itself: {@code LOG_FORMAT}, {@code LOG_LEVEL} and {@code SENTRY_DSN}. It would log
 * nothing at all in a format that it does not know, so a start looks at them first.
 */
public final class LogSettings {
    private static final Pattern DSN = Pattern.compile("https?://[^/@\\s]+@[^/@?#\\s]+(?:/[^/@?#\\s]+)+");

    private LogSettings() {}

    /**
     * Refuses values that cannot be read.
     *
     * @throws ConfigurationException naming the variable
     */
    public static void check(EnvironmentReader environment) {
        environment.choice("LOG_FORMAT", "text", List.of("text", "json"));
        environment.choice("LOG_LEVEL", "info", List.of("error", "warn", "info", "debug"));
        String dsn = environment.text("SENTRY_DSN");
        if (dsn != null && !DSN.matcher(dsn).matches()) {
            throw new ConfigurationException(
                    "SENTRY_DSN", "is not the address that Sentry shows for a project, https://key@host/number");
        }
    }
}
