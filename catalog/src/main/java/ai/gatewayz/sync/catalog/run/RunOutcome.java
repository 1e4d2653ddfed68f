package ai.gatewayz.sync.catalog.run;

import java.util.Arrays;
import java.util.Locale;

/** How one provider's sync ended. */
public enum RunOutcome {
    SYNCED,
    /** The list is the one that was applied last. */
    NOT_MODIFIED,
    SKIPPED,
    FAILED,
    /** Somebody stopped it; only the run log and lists of jobs tell it apart from a failure. */
    CANCELLED;

    /** The lower-case name used in JSON, SQL and metric labels. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the provider is up to date now. */
    public boolean isGood() {
        return this == SYNCED || this == NOT_MODIFIED;
    }

    /**
     * The outcome of exactly that word.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static RunOutcome of(String key) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no outcome of a sync is called " + key));
    }
}
