package ai.gatewayz.sync.workflows.model;

import org.jspecify.annotations.Nullable;

/**
 * What a fetch brought.
 *
 * @param outcome whether there is something to transform
 * @param snapshot the body in the vault; null unless fetched
 * @param fence number of this fetch; a later one outranks it
 * @param counts what is already known when nothing changed
 * @param error why the provider was skipped; null otherwise
 */
public record FetchReport(
        Outcome outcome,
        @Nullable SnapshotRef snapshot,
        long fence,
        SyncCounts counts,
        @Nullable SyncError error,
        long millis) {
    /** How the fetch ended when it did not fail. */
    public enum Outcome {
        FETCHED,
        /** The body is the one that was applied last; the run is recorded already. */
        NOT_MODIFIED,
        /** The provider has no key configured, is switched off, or has no reader. */
        SKIPPED
    }
}
