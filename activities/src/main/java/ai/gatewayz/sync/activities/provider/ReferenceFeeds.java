package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.reference.ReferenceFeed;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** THE list of reference feeds: where each is fetched, and which providers they know. */
public final class ReferenceFeeds {
    /** A catalog sync waits for the feeds. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Provider MODELS_DEV = Provider.of(ReferenceFeed.MODELS_DEV.slug(), "models.dev")
            .list("https://models.dev", "/api.json")
            .timeout(TIMEOUT);
    private static final Provider LITELLM = Provider.of(ReferenceFeed.LITELLM.slug(), "LiteLLM")
            .list("https://raw.githubusercontent.com/BerriAI/litellm/main", "/model_prices_and_context_window.json")
            .timeout(TIMEOUT);

    private static final Provider GENAI_PRICES = Provider.of(ReferenceFeed.GENAI_PRICES.slug(), "genai-prices")
            .list("https://raw.githubusercontent.com/pydantic/genai-prices/main", "/prices/new_data/v2/data.json")
            .timeout(TIMEOUT);

    private ReferenceFeeds() {}

    /** Where a feed is fetched. */
    public static Provider source(ReferenceFeed feed) {
        return switch (feed) {
            case MODELS_DEV -> MODELS_DEV;
            case LITELLM -> LITELLM;
            case GENAI_PRICES -> GENAI_PRICES;
        };
    }

    /** The keys of every provider that feeds know, by slug. */
    public static SortedMap<String, ReferenceKeys> keys(List<Provider> providers) {
        SortedMap<String, ReferenceKeys> keys = new TreeMap<>();
        for (Provider provider : providers) {
            ReferenceKeys known = provider.references();
            if (known != null) {
                keys.put(provider.slug().value(), known);
            }
        }
        return keys;
    }
}
