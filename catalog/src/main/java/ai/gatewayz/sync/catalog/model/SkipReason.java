package ai.gatewayz.sync.catalog.model;

import java.util.Locale;

/** Why a record of a provider's list, or one of its values, was not taken. A closed set: it labels a metric. */
public enum SkipReason {
    NO_ID(true),
    INVALID_ID(true),
    BAD_RECORD(true),
    RECORD_TOO_LARGE(true),
    /** The same id again; the first one was taken, unless their prices differ. */
    DUPLICATE(false),
    /** The provider says that the record is not a model it serves, such as a fine-tuning job. */
    NOT_OFFERED(false),
    QUALITY_GATE(false),
    /** A pricing sync met a model that no full sync has stored yet. */
    NOT_IN_CATALOG(false);

    private final boolean bad;

    SkipReason(boolean bad) {
        this.bad = bad;
    }

    /** Whether the record was unreadable, which counts against the fetch as a whole. */
    public boolean isBad() {
        return bad;
    }

    /** The lower-case name used in JSON, SQL and metric labels. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
