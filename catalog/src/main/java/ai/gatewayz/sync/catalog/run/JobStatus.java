package ai.gatewayz.sync.catalog.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a job stands. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    COMPLETED,
    /** Some providers failed. */
    PARTIAL,
    FAILED,
    CANCELLED,
    TIMED_OUT;

    /** The lower-case name used in JSON, SQL and metric labels. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more will happen. */
    public boolean isEnd() {
        return this != QUEUED && this != RUNNING;
    }

    /** Whether it ended without having done what it was for. */
    public boolean isBad() {
        return this == FAILED || this == CANCELLED || this == TIMED_OUT;
    }

    /**
     * The status of exactly that word.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static JobStatus of(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("no status of a job is called " + key));
    }

    /** The status of exactly that word; empty for any other. */
    public static Optional<JobStatus> find(String key) {
        return Arrays.stream(values())
                .filter(status -> status.key().equals(key))
                .findFirst();
    }
}
