package ai.gatewayz.sync.activities.stage;

import org.jspecify.annotations.Nullable;

/**
 * What a transform needs to know of a stored offering.
 *
 * @param contentHash hash of the facts
 * @param priceHash hash of the price; null when there is none
 * @param isMissing whether earlier complete fetches no longer showed it, delisted or not
 * @param isPriced whether a price is served now
 * @param isWaiting whether another price of it is held, or rejected for as long as the provider tells it
 */
record StoredModel(
        byte[] contentHash,
        byte @Nullable [] priceHash,
        boolean isActive,
        boolean isMissing,
        boolean isPriced,
        boolean isWaiting) {
    /** One whose price, if any, does not matter. */
    public StoredModel(byte[] contentHash, byte @Nullable [] priceHash, boolean isActive, boolean isMissing) {
        this(contentHash, priceHash, isActive, isMissing, false, false);
    }

    /** The same with what else is known of it. */
    StoredModel noted(boolean missing, boolean priced, boolean waiting) {
        return new StoredModel(contentHash, priceHash, isActive, isMissing || missing, priced, waiting);
    }
}
