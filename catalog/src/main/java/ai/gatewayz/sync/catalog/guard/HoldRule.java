package ai.gatewayz.sync.catalog.guard;

import java.util.Locale;

/**
 * Why a price waits instead of being served, strongest first: of several that apply the first is recorded. Every hold can
 * be approved; some also end by themselves, when a second source tells the same price or when enough fetches agree. A
 * disagreement of feeds ends with the disagreement.
 */
public enum HoldRule {
    /** Reference feeds, the only ones who tell the price, contradict each other. */
    REFERENCE_DISAGREEMENT(false, false),
    /** Outside of what a unit can cost at all. */
    BAND(false, false),
    /** Moved by a power of ten that units differ by: the usual sign of a price in another unit. */
    UNIT_SIGNATURE(true, false),
    /** A power of ten away from what reference feeds say. */
    REFERENCE_POWER_OF_TEN(true, false),
    /** A power of ten away from the same model at another provider. */
    PEER_POWER_OF_TEN(true, false),
    /** A new line that costs too many times, or too small a part of, the same list's input. */
    PROPORTION(true, false),
    /** A first price more than ten times off every reference, or in another unit. */
    REFERENCE_DISTANCE(true, false),
    /** A first price more than ten times off the same model at every other provider, or in another unit. */
    PEER_DISTANCE(true, false),
    /** Most of the provider's prices look like a change of unit, or most of a new list's are far off what others tell. */
    PROVIDER_UNITS(true, false),
    /** A known price is no longer told, or the base of a tier is missing. */
    PRICE_VANISHED(false, false),
    /** Far off the median of the same model at other providers. */
    PEER_MEDIAN(true, true),
    /** Charged for something else than before, such as images in place of tokens. */
    BILLING_MODE(true, true),
    /** From paid to nothing, without the provider declaring it free. */
    BECAME_FREE(true, true),
    /** Input and output exchanged their prices. */
    SWAPPED(true, true),
    /** A higher tier became cheaper than the one below it. */
    TIER_INVERSION(true, true),
    /** Moved by more than prices usually move. */
    RATIO(true, true),
    /** Too many of the provider's prices move too far at once. */
    PROVIDER_WIDE(true, true);

    private final boolean clearedBySecondSource;
    private final boolean clearedByAgreement;

    HoldRule(boolean clearedBySecondSource, boolean clearedByAgreement) {
        this.clearedBySecondSource = clearedBySecondSource;
        this.clearedByAgreement = clearedByAgreement;
    }

    /** The lower-case name used in JSON and SQL. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether another source that tells the same price ends the hold. */
    public boolean isClearedBySecondSource() {
        return clearedBySecondSource;
    }

    /** Whether complete fetches that go on showing the price end the hold; a wrong unit also goes on being shown. */
    public boolean isClearedByAgreement() {
        return clearedByAgreement;
    }
}
