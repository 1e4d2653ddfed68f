package ai.gatewayz.sync.workflows.model;

import ai.gatewayz.sync.catalog.run.SyncTrigger;
import org.jspecify.annotations.Nullable;

/**
 * Start of one provider's sync.
 *
 * @param jobId workflow id of the catalog sync it belongs to; null when it is a job of its own
 * @param named whether somebody asked for just this provider, so that a missing key is a failure
 */
public record ProviderSyncRequest(
        String provider,
        SyncKind kind,
        boolean dryRun,
        String triggeredBy,
        @Nullable String jobId,
        boolean named) {
    /** Fills in what a payload left out: absent JSON fields arrive as null. */
    public ProviderSyncRequest {
        provider = provider == null ? "" : provider;
        kind = kind == null ? SyncKind.FULL : kind;
        triggeredBy = triggeredBy == null || triggeredBy.isBlank() ? SyncTrigger.MANUAL.key() : triggeredBy;
    }

    /** The same as a job of its own. */
    public ProviderSyncRequest alone() {
        return new ProviderSyncRequest(provider, kind, dryRun, triggeredBy, null, named);
    }

    /** What started it, as far as this product knows: names of people are {@link SyncTrigger#MANUAL}. */
    public SyncTrigger trigger() {
        return SyncTrigger.by(triggeredBy);
    }
}
