package ai.gatewayz.sync.catalog.price;

import java.util.Locale;

/** What a price component charges for. */
public enum PriceKind {
    INPUT,
    OUTPUT,
    CACHE_READ,
    /** A cache write that lives five minutes, the usual one. */
    CACHE_WRITE,
    CACHE_WRITE_1H,
    REASONING,
    IMAGE_INPUT,
    IMAGE_OUTPUT,
    IMAGE_TOKEN,
    AUDIO_INPUT,
    AUDIO_OUTPUT,
    AUDIO_CACHE_READ,
    VIDEO_INPUT,
    VIDEO_OUTPUT,
    REQUEST,
    WEB_SEARCH,
    /** Time of the hardware itself. */
    COMPUTE,
    OTHER;

    /** The lower-case name used in JSON and SQL. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
