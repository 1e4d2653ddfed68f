package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.guard.HoldEvent.Likeness;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Teller;
import ai.gatewayz.sync.catalog.guard.HoldEvent.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A price that a guard keeps from being served, from its first list to its end. At most one per offering stands at a time:
 * it waits, or it was rejected and is still being told. A hold that ended stays as it is, whatever happens.
 *
 * @param rule what holds the price
 * @param agreeingFetches complete lists, at least {@link #SPACING} apart, that told the price
 * @param lastAgreedAt when the last of them did; null without one
 * @param decidedBy who or what ended it: an operator, {@link PriceDecision#SECOND_SOURCE}, {@link #AGREEING_FETCHES},
 *     {@link #CLEARED} or the key of a {@link Teller}; null while it waits
 * @param isSuppressing rejected, and nothing else was told since: the same price is not held again
 */
public record Hold(
        Status status,
        HoldRule rule,
        int agreeingFetches,
        @Nullable Instant lastAgreedAt,
        @Nullable String decidedBy,
        boolean isSuppressing) {
    /** Lists closer together may be one answer from a cache. */
    public static final Duration SPACING = Duration.ofHours(1);

    /** What releases a price that complete lists go on telling. */
    public static final String AGREEING_FETCHES = "agreeing_fetches";
    /** What releases a price that no rule holds any more. */
    public static final String CLEARED = "cleared";
    /** Why a price is refused that an operator rejected. */
    public static final String REJECTED = "rejected";

    /** Where a hold is in its life. */
    public enum Status {
        PENDING,
        /** Served, because the guards let it go. */
        RELEASED,
        /** Served, because an operator said so. */
        APPROVED,
        REJECTED,
        /** Taken back or replaced by who told it. */
        SUPERSEDED;

        /** The lower-case name used in JSON and SQL. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The hold that a told price begins, if it does.
     *
     * @param isServed whether the price is the served one by now, approved since it was judged
     * @param standing the offering's hold after the price was told; null without one
     */
    public static Optional<Hold> begin(Told told, boolean isServed, @Nullable Hold standing) {
        HoldRule rule = told.decision().rule();
        if (rule == null || isServed || standing != null && standing.isStanding()) {
            return Optional.empty();
        }
        Hold begun = new Hold(Status.PENDING, rule, 0, null, null, false);
        return Optional.of(begun.agree(told));
    }

    /** What becomes of a told price while this hold stands: it may have waited long enough, or have been rejected. */
    public PriceDecision decide(Told told) {
        PriceDecision judged = told.decision();
        if (isRejected(told)) {
            return PriceDecision.refused(REJECTED);
        }
        if (told.isSame() && told.isHeld()) {
            return keep(told);
        }
        return told.isSame() && judged.isStored() && isPending() ? release(judged) : judged.withoutHold();
    }

    /** Whether an operator's rejection keeps a told price away, whoever else tells it by now. */
    public boolean isRejected(Told told) {
        return isSuppressing && told.isSame() && told.decision().outcome() != PriceDecision.Outcome.REFUSED;
    }

    /** Whether it waits for a decision. */
    public boolean isPending() {
        return status == Status.PENDING;
    }

    /** Whether it still says something about what is told next. */
    public boolean isStanding() {
        return isPending() || isSuppressing;
    }

    /** The hold after an event; the same when the event means nothing to it. */
    public Hold next(HoldEvent event) {
        if (event instanceof Told told) {
            return isPending() ? told(told) : isSuppressing && !told.isSame() ? forgotten() : this;
        }
        if (!isPending()) {
            return this;
        }
        return event instanceof HoldEvent.Approved approved
                ? ended(Status.APPROVED, approved.by())
                : ended(Status.REJECTED, ((HoldEvent.Rejected) event).by());
    }

    private Hold told(Told told) {
        if (told.isSame() && told.isHeld()) {
            return agree(told);
        }
        if (told.isSame() && told.decision().isStored()) {
            String reason = told.decision().reason();
            return ended(Status.RELEASED, reason.isEmpty() ? CLEARED : reason);
        }
        // Feeds that agree again tell their price from another source: its headline is what they disagreed about.
        boolean settled = isDisagreement() && told.decision().isStored() && told.likeness() == Likeness.SAME_HEADLINE;
        boolean byFeeds = isDisagreement() && (told.isUnchanged() || told.teller() == Teller.REFERENCES);
        return ended(
                settled ? Status.RELEASED : Status.SUPERSEDED, (byFeeds ? Teller.REFERENCES : Teller.PROVIDER).key());
    }

    private boolean isDisagreement() {
        return rule == HoldRule.REFERENCE_DISAGREEMENT;
    }

    private Hold agree(Told told) {
        return told.complete() && (lastAgreedAt == null || isSpaced(lastAgreedAt, told.at()))
                ? new Hold(status, rule, agreeingFetches + 1, told.at(), decidedBy, isSuppressing)
                : this;
    }

    private static boolean isSpaced(Instant earlier, Instant later) {
        return !later.isBefore(earlier.plus(SPACING));
    }

    private Hold ended(Status end, String by) {
        return new Hold(end, rule, agreeingFetches, lastAgreedAt, by, end == Status.REJECTED);
    }

    private Hold forgotten() {
        return new Hold(status, rule, agreeingFetches, lastAgreedAt, decidedBy, false);
    }

    /** A wrong unit also looks right again once its neighbours are held; only a second source speaks for it. */
    private PriceDecision release(PriceDecision judged) {
        boolean corroborated = judged.reason().equals(PriceDecision.SECOND_SOURCE);
        if (corroborated) {
            return judged;
        }
        return rule.isClearedByAgreement() ? PriceDecision.stored(CLEARED) : PriceDecision.held(rule);
    }

    private PriceDecision keep(Told told) {
        HoldRule now = told.decision().rule();
        boolean agreed = told.complete()
                && lastAgreedAt != null
                && isSpaced(lastAgreedAt, told.at())
                && rule.isClearedByAgreement()
                && now != null
                && now.isClearedByAgreement();
        return agreed ? PriceDecision.stored(AGREEING_FETCHES) : told.decision();
    }
}
