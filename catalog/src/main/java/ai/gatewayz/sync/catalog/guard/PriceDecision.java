package ai.gatewayz.sync.catalog.guard;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a price that a provider tells.
 *
 * @param rule what holds it; null unless it is held
 * @param reason a machine word: the rule, why it is refused, or how a suspicion was cleared; empty when there was none
 */
public record PriceDecision(Outcome outcome, @Nullable HoldRule rule, String reason) {
    /** Another source says the same, which clears any suspicion that a second source can clear. */
    public static final String SECOND_SOURCE = "second_source";

    /** Served from now on. */
    public static final PriceDecision STORED = new PriceDecision(Outcome.STORED, null, "");

    /** Served: it was announced for a date, as the price after a promotion. */
    public static final PriceDecision PROMOTION_ENDED = new PriceDecision(Outcome.STORED, null, "promotion_ended");

    /** The same as before. */
    public static final PriceDecision UNCHANGED = new PriceDecision(Outcome.UNCHANGED, null, "");

    /** Ways to treat a price. */
    public enum Outcome {
        STORED,
        /** Recorded and waiting; the former price is served. */
        HELD,
        /** Not a price that could ever be served; the former one is. */
        REFUSED,
        UNCHANGED;

        /** The lower-case name used in JSON and SQL. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Held by a rule. */
    public static PriceDecision held(HoldRule rule) {
        return new PriceDecision(Outcome.HELD, rule, rule.key());
    }

    /** Refused for a reason such as {@code currency}. */
    public static PriceDecision refused(String reason) {
        return new PriceDecision(Outcome.REFUSED, null, reason);
    }

    /** Served, because another source says the same. */
    public static PriceDecision corroborated() {
        return stored(SECOND_SOURCE);
    }

    /** Served, although something was suspicious, for a reason such as {@code second_source}. */
    public static PriceDecision stored(String reason) {
        return new PriceDecision(Outcome.STORED, null, reason);
    }

    /** The same where no hold stands: a price that nothing holds is served without a reason, but for an announced one. */
    public PriceDecision withoutHold() {
        return equals(PROMOTION_ENDED)
                ? this
                : outcome == Outcome.STORED || outcome == Outcome.UNCHANGED ? STORED : this;
    }

    /** Whether it is served from now on. */
    public boolean isStored() {
        return outcome == Outcome.STORED;
    }
}
