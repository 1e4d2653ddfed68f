package ai.gatewayz.sync.catalog.guard;

import java.time.Instant;
import java.util.Locale;

/** What can happen to a price that waits. */
public sealed interface HoldEvent {
    /** How a told price compares with the one that waits. */
    enum Likeness {
        SAME,
        /** Input and output per token are the same; other lines, the source or the reason for the price are not. */
        SAME_HEADLINE,
        OTHER
    }

    /** Who tells a price. */
    enum Teller {
        PROVIDER,
        /** Reference feeds, for an offering whose provider quotes no price. */
        REFERENCES;

        /** The lower-case name used in JSON and SQL. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A list tells a price of the offering.
     *
     * @param decision what the guards say of the told price; unchanged when it is the one that is served
     * @param complete whether the list is whole; only such lists speak for a price that waits
     * @param at when
     */
    record Told(PriceDecision decision, Likeness likeness, Teller teller, boolean complete, Instant at)
            implements HoldEvent {
        /** Whether this very price is told, and is not served anyway. */
        boolean isSame() {
            return likeness == Likeness.SAME && !isUnchanged();
        }

        boolean isUnchanged() {
            return decision.outcome() == PriceDecision.Outcome.UNCHANGED;
        }

        boolean isHeld() {
            return decision.outcome() == PriceDecision.Outcome.HELD;
        }
    }

    /**
     * An operator serves the price.
     *
     * @param by who, such as {@code admin/k1}
     */
    record Approved(String by) implements HoldEvent {}

    /**
     * An operator drops the price until something else is told.
     *
     * @param by who, such as {@code admin/k1}
     */
    record Rejected(String by) implements HoldEvent {}
}
