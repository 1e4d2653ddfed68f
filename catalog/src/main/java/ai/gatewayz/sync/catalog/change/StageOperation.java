package ai.gatewayz.sync.catalog.change;

import java.util.Arrays;
import java.util.Locale;

/** What a staged row asks for. */
public enum StageOperation {
    /** The model is stored for the first time. */
    NEW,
    /** Facts, the price or both of a stored model differ. */
    CHANGED,
    /** The price of a stored model differs; its facts were not looked at. */
    PRICE,
    /** The model is listed again, unchanged. */
    PRESENT,
    /** The model is not in the list. */
    MISSING,
    /** A held price of the model is no longer in question. */
    SETTLED;

    /** The lower-case name used in SQL. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The operation of exactly that word.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static StageOperation of(String key) {
        return Arrays.stream(values())
                .filter(operation -> operation.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation of a stage is called " + key));
    }
}
