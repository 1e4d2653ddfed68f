package ai.gatewayz.sync.cli.output;

import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.model.SyncCounts;
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
        RunOutcome status,
        SyncCounts counts,
        SortedMap<String, Long> skipReasons,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        SortedMap<String, Long> stepMillis,
        long durationMillis) {
    /** Whether the run must end with a failure: a provider that was named must not be skipped for want of its key. */
    public boolean isFailure(boolean named) {
        return status.isBad() || (named && status == RunOutcome.SKIPPED && "not_configured".equals(errorCode));
    }

    /** Whether the provider has a current list now. */
    public boolean isGood() {
        return status.isGood();
    }
}
