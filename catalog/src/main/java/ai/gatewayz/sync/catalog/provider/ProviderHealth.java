package ai.gatewayz.sync.catalog.provider;

import java.util.Arrays;
import java.util.Locale;

/** How a provider is, by its last lists. */
public enum ProviderHealth {
    /** The last list was complete and in order. */
    HEALTHY,
    /** The last list was not complete, or could not be had. */
    DEGRADED,
    /** Several syncs in a row failed. */
    DOWN,
    /** It was never asked. */
    UNKNOWN;

    /** Failures in a row after which a provider counts as down. */
    public static final int FAILURES_UNTIL_DOWN = 3;

    /** The lower-case name used in JSON and SQL. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a provider is after so many failures in a row, at least one. */
    public static ProviderHealth afterFailures(int failures) {
        return failures >= FAILURES_UNTIL_DOWN ? DOWN : DEGRADED;
    }

    /**
     * The health of exactly that word.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static ProviderHealth of(String key) {
        return Arrays.stream(values())
                .filter(health -> health.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no health of a provider is called " + key));
    }
}
