package ai.gatewayz.sync.catalog.change;

import java.util.Arrays;
import java.util.Optional;

/** What an event of the change feed tells. */
public enum EventType {
    MODEL_ADDED("model.added"),
    MODEL_UPDATED("model.updated"),
    MODEL_DELISTED("model.delisted"),
    MODEL_REACTIVATED("model.reactivated"),
    PRICE_CHANGED("price.changed"),
    /** A price waits for a decision; the one before it is served meanwhile. */
    PRICE_HELD("price.held"),
    PRICE_RELEASED("price.released"),
    /** A price that was announced for a date did not come, or another one did. */
    PRICE_NOT_MOVED("price.not_moved"),
    /** A model that was to be retired is still listed. */
    MODEL_NOT_RETIRED("model.not_retired"),
    PROVIDER_DEGRADED("provider.degraded"),
    PROVIDER_RECOVERED("provider.recovered"),
    /** A provider's list has other fields than before. */
    PROVIDER_SHAPE_CHANGED("provider.shape_changed");

    private final String key;

    EventType(String key) {
        this.key = key;
    }

    /** The word used in JSON and SQL, such as {@code model.added}. */
    public String key() {
        return key;
    }

    /** Whether it tells of a price that is served, or waits to be. */
    public boolean isPrice() {
        return this == PRICE_CHANGED || this == PRICE_HELD || this == PRICE_RELEASED;
    }

    /** The type of exactly that word; empty for any other. */
    public static Optional<EventType> find(String key) {
        return Arrays.stream(values()).filter(type -> type.key.equals(key)).findFirst();
    }
}
