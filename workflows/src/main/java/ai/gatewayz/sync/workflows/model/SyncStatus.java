package ai.gatewayz.sync.workflows.model;

import java.util.Locale;

/** How one provider's sync ended. */
public enum SyncStatus {
    SYNCED,
    NOT_MODIFIED,
    SKIPPED,
    FAILED;

    /** The lower-case name used in JSON and metric labels. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
