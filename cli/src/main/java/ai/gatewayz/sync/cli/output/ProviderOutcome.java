package ai.gatewayz.sync.cli.output;

import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How one provider's sync ended, as it is shown.
 *
 * @param errorCode machine word of why it was skipped or failed
 * @param errorMessage the same as a sentence
 * @param stepMillis milliseconds by step name; empty when they are not known
 */
public record ProviderOutcome(
        String provider,
        Status status,
        Counts counts,
        SortedMap<String, Long> skipReasons,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        SortedMap<String, Long> stepMillis,
        long durationMillis) {
    /** The end of a provider's sync. */
    public enum Status {
        SYNCED,
        NOT_MODIFIED,
        SKIPPED,
        FAILED;

        /** By its JSON name; anything unheard of counts as a failure, so that it is looked at. */
        public static Status of(String key) {
            for (Status status : values()) {
                if (status.key().equals(key)) {
                    return status;
                }
            }
            return FAILED;
        }

        /** The JSON name. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Numbers of models. */
    public record Counts(
            long fetched,
            long transformed,
            long skipped,
            long synced,
            long added,
            long updated,
            long delisted,
            long priceChanges,
            long held) {}

    /** Whether the run must end with a failure: a provider that was named must not be skipped for want of its key. */
    public boolean isFailure(boolean named) {
        return status == Status.FAILED || (named && status == Status.SKIPPED && "not_configured".equals(errorCode));
    }

    /** Whether the provider has a current list now. */
    public boolean isGood() {
        return status == Status.SYNCED || status == Status.NOT_MODIFIED;
    }
}
