package ai.gatewayz.sync.catalog.provider;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How often a provider is worth asking when tiers are switched on. */
public enum Tier {
    EVERY_15_MINUTES,
    HOURLY,
    EVERY_4_HOURS;

    /** The lower-case name used in JSON and SQL. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tier of exactly that word; empty for any other. */
    public static Optional<Tier> find(String key) {
        return Arrays.stream(values()).filter(tier -> tier.key().equals(key)).findFirst();
    }
}
