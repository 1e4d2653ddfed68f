package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.FeedCoverage;
import ai.gatewayz.sync.simulator.model.FleetCatalog;
import ai.gatewayz.sync.simulator.model.Kind;
import ai.gatewayz.sync.simulator.model.ProviderCatalog;
import ai.gatewayz.sync.simulator.model.ProviderProfile.Pricing;
import ai.gatewayz.sync.simulator.model.SimModel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The public price feeds, consistent with the providers that state no prices themselves. */
public final class FeedBodies {
    /** Slug and list path of models.dev. */
    public static final String MODELS_DEV = "models-dev";

    /** Slug of the LiteLLM cost map. */
    public static final String LITELLM = "litellm";

    /** Slug of genai-prices, which knows fewer providers, and no model that the others dispute. */
    public static final String GENAI_PRICES = "genai-prices";

    private static final Set<String> IN_GENAI_PRICES = Set.of("cohere", "deepseek");
    private static final BigDecimal DISPUTE = new BigDecimal("1.6");
    private static final Map<String, String> MODELS_DEV_IDS =
            Map.of("google-ai-studio", "google", "moonshot", "moonshotai", "fireworks", "fireworks-ai");
    private static final Map<String, String> LITELLM_PREFIXES = Map.of(
            "google-ai-studio",
            "gemini/",
            "mistral",
            "mistral/",
            "deepseek",
            "deepseek/",
            "moonshot",
            "moonshot/",
            "fireworks",
            "fireworks_ai/",
            "zai",
            "zai/",
            "alibaba",
            "dashscope/");
    private static final Map<String, String> LITELLM_PROVIDERS = Map.of(
            "google-ai-studio",
            "gemini",
            "google-vertex",
            "vertex_ai-language-models",
            "cohere",
            "cohere_chat",
            "fireworks",
            "fireworks_ai",
            "alibaba",
            "dashscope");

    private FeedBodies() {}

    /** The models.dev document: USD per 1M, each price times a factor. */
    private static byte[] modelsDev(FleetCatalog fleet, BigDecimal factor) {
        JsonWriter json = new JsonWriter().open();
        for (ProviderCatalog catalog : fleet.all()) {
            String slug = catalog.profile().slug();
            if (catalog.profile().pricing() != Pricing.REFERENCE) {
                continue;
            }
            String id = MODELS_DEV_IDS.getOrDefault(slug, slug);
            json.open(id)
                    .text("id", id)
                    .text("name", slug)
                    .texts("env", List.of())
                    .open("models");
            for (SimModel model : catalog.snapshot().models()) {
                if (FeedCoverage.of(slug, model).inModelsDev()) {
                    modelsDevRow(json, slug, model.at(model.price().times(factor)));
                }
            }
            json.close().close();
        }
        return json.close().toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a slug is that of a feed. */
    public static boolean isFeed(String slug) {
        return slug.equals(MODELS_DEV) || slug.equals(LITELLM) || slug.equals(GENAI_PRICES);
    }

    /** The document of a feed, each price times a factor. */
    public static byte[] document(String slug, FleetCatalog fleet, BigDecimal factor) {
        return switch (slug) {
            case MODELS_DEV -> modelsDev(fleet, factor);
            case LITELLM -> liteLlm(fleet, factor);
            default -> genaiPrices(fleet, factor);
        };
    }

    /** The genai-prices document: USD per 1M, each price times a factor. */
    private static byte[] genaiPrices(FleetCatalog fleet, BigDecimal factor) {
        JsonWriter json = new JsonWriter().openArray();
        for (ProviderCatalog catalog : fleet.all()) {
            String slug = catalog.profile().slug();
            if (IN_GENAI_PRICES.contains(slug)) {
                json.open().text("id", slug).text("name", slug).openArray("models");
                for (SimModel model : catalog.snapshot().models()) {
                    if (FeedCoverage.of(slug, model) == FeedCoverage.BOTH) {
                        genaiPricesRow(json, model.at(model.price().times(factor)));
                    }
                }
                json.closeArray().close();
            }
        }
        return json.closeArray().toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void genaiPricesRow(JsonWriter json, SimModel model) {
        json.open()
                .text("id", model.id())
                .open("match")
                .text("equals", model.id())
                .close();
        json.open("prices").number("input_mtok", model.input()).number("output_mtok", model.output());
        MillionRows.optional(json, "cache_read_mtok", model.price().cacheRead());
        json.close().close();
    }

    private static void modelsDevRow(JsonWriter json, String slug, SimModel model) {
        String key = key(slug, model);
        json.open(key).text("id", key).text("name", model.displayName());
        json.flag("attachment", model.base().vision())
                .flag("reasoning", model.base().reasoning());
        json.flag("tool_call", model.tools()).flag("temperature", true);
        json.text("release_date", Dates.day(model.created())).text("last_updated", Dates.day(model.created()));
        json.open("modalities")
                .texts("input", ModalityWords.in(model))
                .texts("output", List.of("text"))
                .close();
        json.flag("open_weights", false).open("limit").number("context", model.context());
        json.number("output", model.maxOutput()).close().open("cost").number("input", model.input());
        json.number("output", model.output());
        MillionRows.optional(json, "cache_read", model.price().cacheRead());
        json.close().close();
    }

    /** The LiteLLM map: USD per token in scientific notation, each price times a factor. */
    private static byte[] liteLlm(FleetCatalog fleet, BigDecimal factor) {
        JsonWriter json = new JsonWriter().open();
        json.open("sample_spec")
                .text("litellm_provider", "one of the providers")
                .raw("input_cost_per_token", "0.0");
        json.text("max_tokens", "LEGACY parameter")
                .text("mode", "one of chat, embedding")
                .close();
        Set<String> written = new HashSet<>();
        for (ProviderCatalog catalog : fleet.all()) {
            String slug = catalog.profile().slug();
            if (catalog.profile().pricing() != Pricing.REFERENCE) {
                continue;
            }
            for (SimModel model : catalog.snapshot().models()) {
                FeedCoverage coverage = FeedCoverage.of(slug, model);
                String key = LITELLM_PREFIXES.getOrDefault(slug, "") + key(slug, model);
                if (coverage.inLiteLlm() && written.add(key)) {
                    BigDecimal scale = coverage == FeedCoverage.DISPUTED ? factor.multiply(DISPUTE) : factor;
                    liteLlmRow(
                            json,
                            key,
                            LITELLM_PROVIDERS.getOrDefault(slug, slug),
                            model.at(model.price().times(scale)));
                }
            }
        }
        return json.close().toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void liteLlmRow(JsonWriter json, String key, String provider, SimModel model) {
        boolean chat = model.base().kind() == Kind.CHAT;
        json.open(key).raw("input_cost_per_token", scientific(model.input()));
        json.raw("output_cost_per_token", scientific(model.output()));
        BigDecimal cacheRead = model.price().cacheRead();
        if (cacheRead != null) {
            json.raw("cache_read_input_token_cost", scientific(cacheRead));
        }
        json.text("litellm_provider", provider).number("max_input_tokens", model.context());
        json.number("max_output_tokens", model.maxOutput()).number("max_tokens", model.maxOutput());
        json.text("mode", chat ? "chat" : "embedding").flag("supports_function_calling", model.tools());
        json.flag("supports_vision", model.base().vision()).close();
    }

    /** The feeds name Google's models without the resource path and Clarifai's without the host. */
    private static String key(String slug, SimModel model) {
        return switch (slug) {
            case "google-ai-studio", "google-vertex" ->
                model.id().substring(model.id().lastIndexOf('/') + 1);
            case "clarifai" -> model.id().replace("https://clarifai.com/", "");
            default -> model.id();
        };
    }

    private static String scientific(BigDecimal perMillion) {
        BigDecimal perToken = Amount.perToken(perMillion).stripTrailingZeros();
        if (perToken.signum() == 0) {
            return "0.0";
        }
        int exponent = perToken.precision() - perToken.scale() - 1;
        BigDecimal mantissa =
                perToken.movePointLeft(exponent).round(MathContext.DECIMAL64).stripTrailingZeros();
        return mantissa.toPlainString() + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
