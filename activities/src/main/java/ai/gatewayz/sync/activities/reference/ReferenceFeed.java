package ai.gatewayz.sync.activities.reference;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** An independent price feed: how it is read and how its keys lead to our providers. */
public enum ReferenceFeed {
    MODELS_DEV("models-dev", new ModelsDevPrices(), ReferenceKeys::ofModelsDev),
    LITELLM("litellm", new LiteLlmPrices(), ReferenceKeys::ofLiteLlm),
    GENAI_PRICES("genai-prices", new GenaiPrices(Clock.systemUTC()), ReferenceKeys::ofGenaiPrices);

    /** Number of the rules by which bodies become prices; a new number has every body read again. */
    public static final int VERSION = 3;

    private final String slug;
    private final ReferenceReader reader;
    private final BiFunction<ReferenceKeys, ReferenceRow, Optional<String>> key;

    ReferenceFeed(String slug, ReferenceReader reader, BiFunction<ReferenceKeys, ReferenceRow, Optional<String>> key) {
        this.slug = slug;
        this.reader = reader;
        this.key = key;
    }

    /** The name in tables and sources. */
    public String slug() {
        return slug;
    }

    /**
     * Reads a body and joins its rows with providers.
     *
     * @param providers the keys of each provider by its slug
     */
    public ReferenceIndex read(InputStream body, Map<String, ReferenceKeys> providers) throws IOException {
        ReferenceIndex index = new ReferenceIndex();
        reader.read(body, new ReferenceReader.Sink() {
            @Override
            public void row(ReferenceRow row) {
                providers.forEach((slug, keys) -> key.apply(keys, row).ifPresent(found -> index.add(slug, found, row)));
            }

            @Override
            public void refused(String id, String reason) {
                index.refuse(reason);
            }
        });
        return index;
    }
}
