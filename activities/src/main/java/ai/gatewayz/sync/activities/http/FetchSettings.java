package ai.gatewayz.sync.activities.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long and how much a fetch may take.
 *
 * @param callTimeout one page of an ordinary provider, from connecting to the last byte; at most 3 minutes
 * @param connectTimeout one connection attempt
 * @param readTimeout the longest silence, and the longest wait for an answer's headers
 * @param limits what may come through
 * @param maxPages pages of one list
 * @param baseUrlTemplate replaces every provider's base URL, such as {@code http://127.0.0.1:9100/{provider}}; null in
 *     normal use
 */
public record FetchSettings(
        Duration callTimeout,
        Duration connectTimeout,
        Duration readTimeout,
        TransferLimits limits,
        int maxPages,
        @Nullable String baseUrlTemplate) {
    private static final Duration LONGEST_CALL = Duration.ofMinutes(3);
    private static final Duration ORDINARY_PROVIDER = Duration.ofSeconds(60);

    /** The figures of normal use. */
    public static final FetchSettings DEFAULTS = new FetchSettings(
            Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(20), TransferLimits.DEFAULTS, 200, null);

    /** Refuses figures that make no sense and a template that cannot be used. */
    public FetchSettings {
        requirePositive("callTimeout", callTimeout);
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("readTimeout", readTimeout);
        if (callTimeout.compareTo(LONGEST_CALL) > 0) {
            throw new IllegalArgumentException("callTimeout " + callTimeout + " is over " + LONGEST_CALL);
        }
        if (maxPages < 1) {
            throw new IllegalArgumentException("maxPages " + maxPages + " is not positive");
        }
        if (baseUrlTemplate != null) {
            BaseUrlTemplate.check(baseUrlTemplate);
        }
    }

    /** The same with another timeout of a page. */
    public FetchSettings withCallTimeout(Duration value) {
        return new FetchSettings(value, connectTimeout, readTimeout, limits, maxPages, baseUrlTemplate);
    }

    /** The same with another longest silence. */
    public FetchSettings withReadTimeout(Duration value) {
        return new FetchSettings(callTimeout, connectTimeout, value, limits, maxPages, baseUrlTemplate);
    }

    /** The same with other limits. */
    public FetchSettings withLimits(TransferLimits value) {
        return new FetchSettings(callTimeout, connectTimeout, readTimeout, value, maxPages, baseUrlTemplate);
    }

    /** The same with another number of pages. */
    public FetchSettings withMaxPages(int value) {
        return new FetchSettings(callTimeout, connectTimeout, readTimeout, limits, value, baseUrlTemplate);
    }

    /** The same with a template, or with none. */
    public FetchSettings withBaseUrlTemplate(@Nullable String value) {
        return new FetchSettings(callTimeout, connectTimeout, readTimeout, limits, maxPages, value);
    }

    /**
     * The timeout of one page of a provider that declares {@code declared}. The setting is meant for ordinary
     * providers: one that declares more keeps its longer time, one that declares less its shorter time.
     */
    Duration callTimeout(Duration declared) {
        int order = declared.compareTo(ORDINARY_PROVIDER);
        if (order == 0) {
            return callTimeout;
        }
        boolean declaredWins = order > 0 == declared.compareTo(callTimeout) > 0;
        Duration wanted = declaredWins ? declared : callTimeout;
        return wanted.compareTo(LONGEST_CALL) > 0 ? LONGEST_CALL : wanted;
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " " + value + " is not positive");
        }
    }
}
