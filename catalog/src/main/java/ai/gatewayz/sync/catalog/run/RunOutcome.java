package ai.gatewayz.sync.catalog.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /** Whether it ended without having done what it was for. */
    public boolean isBad() {
        return this == FAILED || this == CANCELLED;
    }

    /** Whether the provider is up to date now. */
    public boolean isGood() {
        return this == SYNCED || this == NOT_MODIFIED;
    }

    /** How a job stands that synced just this provider. */
    public JobStatus asJob() {
        return switch (this) {
            case SYNCED, NOT_MODIFIED, SKIPPED -> JobStatus.COMPLETED;
            case FAILED -> JobStatus.FAILED;
            case CANCELLED -> JobStatus.CANCELLED;
        };
    }

    /**
     * The outcome of exactly that word.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static RunOutcome of(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("no outcome of a sync is called " + key));
    }

    /** The outcome of exactly that word; empty for any other. */
    public static Optional<RunOutcome> find(String key) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.key().equals(key))
                .findFirst();
    }
}
