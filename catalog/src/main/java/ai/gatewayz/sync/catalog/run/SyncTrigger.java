package ai.gatewayz.sync.catalog.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Who or what started a sync. A request may also carry the name of a person, which is none of these words: see
 * {@link #by}.
 */
public enum SyncTrigger {
    /** A person, by Temporal's tools or the pricing tools. */
    MANUAL(false),
    API(false),
    /** The cache of a front end. */
    FRONT_END(false),
    /** A repetition of what failed in another job. */
    RETRY(false),
    /** The command line without a server. */
    CLI(false),
    /** The first sync of an installation in one process. */
    UP(false),
    SCHEDULE(true),
    WEBHOOK(true),
    /** The start of a worker. */
    STARTUP(true),
    /** The instant that a provider announced a change for. */
    ANNOUNCEMENT(true);

    private final boolean automatic;

    SyncTrigger(boolean automatic) {
        this.automatic = automatic;
    }

    /** Whether no person waits for the sync. */
    public boolean isAutomatic() {
        return automatic;
    }

    /** The word used in JSON, SQL and search attributes, such as {@code front-end}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The trigger of exactly that word; empty for any other. */
    public static Optional<SyncTrigger> find(String key) {
        return Arrays.stream(values())
                .filter(trigger -> trigger.key().equals(key))
                .findFirst();
    }

    /** The trigger of a sync that this name asked for; whoever is none of ours is a person. */
    public static SyncTrigger by(String name) {
        return find(name).orElse(MANUAL);
    }
}
