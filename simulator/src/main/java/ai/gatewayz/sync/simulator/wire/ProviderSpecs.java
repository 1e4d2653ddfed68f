package ai.gatewayz.sync.simulator.wire;

import static ai.gatewayz.sync.simulator.model.Kind.CHAT;
import static ai.gatewayz.sync.simulator.model.Kind.EMBEDDING;
import static ai.gatewayz.sync.simulator.model.Kind.IMAGE;
import static ai.gatewayz.sync.simulator.model.Kind.RERANK;
import static ai.gatewayz.sync.simulator.model.Kind.SPEECH;
import static ai.gatewayz.sync.simulator.model.Kind.TRANSCRIPTION;
import static ai.gatewayz.sync.simulator.model.Kind.VIDEO;

import ai.gatewayz.sync.simulator.model.ProviderProfile.Supply;
import ai.gatewayz.sync.simulator.wire.PageCut.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of providers. Counts are those of recorded bodies and public statements; {@code featherless} takes what is
 * missing to the fleet's total. {@code simplismart} is given a plain list, the shape that is assumed of it; {@code alpaca} has none
 * and answers every path with an HTML 404.
 */
public final class ProviderSpecs {
    private static final PageCut ANTHROPIC = new PageCut(Style.AFTER_ID, "limit", "after_id", 20, 1000);
    private static final PageCut COHERE = new PageCut(Style.TOKEN, "page_size", "page_token", 20, 1000);
    private static final PageCut GEMINI = new PageCut(Style.TOKEN, "pageSize", "pageToken", 50, 1000);
    private static final PageCut VERTEX = new PageCut(Style.TOKEN, "pageSize", "pageToken", 100, 100);
    private static final PageCut FAL = new PageCut(Style.TOKEN, "limit", "cursor", 100, 100);
    private static final PageCut FAL_PRICES = new PageCut(Style.IDS, "", "endpoint_id", 50, 50);
    private static final PageCut NEAR = new PageCut(Style.OFFSET, "limit", "offset", 100, 100);
    private static final PageCut MODEL_STUDIO = new PageCut(Style.PAGE, "page_size", "page_no", 10, 100);
    private static final PageCut CLOUDFLARE = new PageCut(Style.PAGE, "per_page", "page", 20, 100);

    private ProviderSpecs() {}

    /** All providers: the 34 of the original system first, then the added ones. */
    public static List<ProviderSpec> all() {
        List<SpecBuilder> all = new ArrayList<>();
        gateways(all);
        registries(all);
        hosts(all);
        modelHosts(all);
        meteredHosts(all);
        makers(all);
        priceless(all);
        platforms(all);
        undocumented(all);
        added(all);
        relays(all);
        HostSpecs.add(all);
        return all.stream().map(SpecBuilder::build).toList();
    }

    static SpecBuilder provider(List<SpecBuilder> all, String slug, int models) {
        SpecBuilder builder = new SpecBuilder(slug, models);
        all.add(builder);
        return builder;
    }

    private static void gateways(List<SpecBuilder> all) {
        provider(all, "openrouter", 413)
                .cachePrices()
                .batch(150)
                .free(60, ":free")
                .unknown(15)
                .open()
                .routers("openrouter/auto", "openrouter/auto-beta", "openrouter/fusion", "openrouter/pareto-code")
                .errors(ErrorStyle.OPENROUTER)
                .list("/models", ListFrame.OPENROUTER, TokenTextRows::openrouter);
        provider(all, "onerouter", 458)
                .free(30, ":free")
                .unknown(40)
                .kinds(CHAT, VIDEO)
                .open()
                .list("/models", ListFrame.SUCCESS, RelayRows::onerouter);
        provider(all, "aihubmix", 600)
                .ids("{plain}")
                .cachePrices()
                .free(25, "-free")
                .unknown(20)
                .open()
                .kinds(CHAT, EMBEDDING, IMAGE, VIDEO, SPEECH, TRANSCRIPTION)
                .list("/api/v1/models", ListFrame.SUCCESS, RelayRows::aihubmix);
        provider(all, "vercel-ai-gateway", 220)
                .cachePrices()
                .kinds(CHAT, IMAGE)
                .unitPriced(IMAGE)
                .open()
                .list("/models", ListFrame.LIST, TokenTextRows::vercel);
    }

    private static void registries(List<SpecBuilder> all) {
        provider(all, "helicone", 90)
                .ids("{plain}")
                .cachePrices()
                .open()
                .list("/v1/public/model-registry/models", ListFrame.HELICONE, RelayRows::helicone);
        provider(all, "huggingface", 105)
                .openWeights()
                .ids("{org}/{name}")
                .free(10, "")
                .unknown(500)
                .varying(60)
                .open()
                .list("/models", ListFrame.LIST, MillionRows::huggingface);
    }

    private static void hosts(List<SpecBuilder> all) {
        provider(all, "featherless", 0)
                .ids("{org}/{name}")
                .unpriced()
                .supply(Supply.COMMUNITY)
                .duplicates(1)
                .list("/models", ListFrame.DATA, PlainRows::featherless);
        provider(all, "deepinfra", 142)
                .openWeights()
                .ids("{org}/{name}")
                .cachePrices()
                .unknown(80)
                .open()
                .kinds(CHAT, IMAGE, VIDEO, SPEECH)
                .list("/v1/openai/models", ListFrame.LIST, MillionRows::deepinfra)
                .list("/models/list", ListFrame.ARRAY, MillionRows::deepinfraCents);
        provider(all, "groq", 15)
                .cachePrices()
                .kinds(CHAT, SPEECH, TRANSCRIPTION)
                .unitPriced(SPEECH)
                .vendors("meta-llama", "openai", "qwen", "moonshotai", "canopylabs")
                .list("/models", ListFrame.LIST_AFTER, TokenTextRows::groq);
    }

    private static void modelHosts(List<SpecBuilder> all) {
        provider(all, "fireworks", 37)
                .ids("accounts/fireworks/models/{plain}")
                .byReference()
                .kinds(CHAT, IMAGE)
                .vendors("meta-llama", "qwen", "deepseek", "z-ai", "moonshotai", "black-forest-labs", "mistralai")
                .list("/inference/v1/models", ListFrame.LIST_AFTER, PlainRows::fireworks)
                .list("/v1/serverless/models", ListFrame.LIST, PageCut.SECOND, PlainRows::fireworksServerless);
        provider(all, "together", 90)
                .openWeights()
                .ids("{org}/{name}")
                .free(20, "-Free")
                .unitPriced(SPEECH)
                .kinds(CHAT, EMBEDDING, IMAGE, SPEECH, TRANSCRIPTION)
                .list("/v1/models", ListFrame.ARRAY, MillionRows::together)
                .list("/v2/supported-models", ListFrame.LIST, PageCut.SECOND, MillionRows::togetherServerless);
        provider(all, "cerebras", 9)
                .ids("{plain}")
                .vendors("meta-llama", "qwen", "z-ai")
                .open()
                .errors(ErrorStyle.DETAIL)
                .list("/public/v1/models", ListFrame.LIST, TokenTextRows::cerebras)
                .list("/v1/models", ListFrame.LIST, PlainRows::cerebras);
        provider(all, "nebius", 46)
                .openWeights()
                .ids("{org}/{name}")
                .list("/models?verbose=true", ListFrame.LIST, TokenTextRows::nebius)
                .list("/models", ListFrame.LIST, PlainRows::nebius);
    }

    private static void meteredHosts(List<SpecBuilder> all) {
        provider(all, "novita", 110)
                .openWeights()
                .ids("{vendor}/{plain}")
                .free(60, "")
                .open()
                .list("/openai/v1/models", ListFrame.DATA, RelayRows::novita);
        provider(all, "chutes", 66)
                .openWeights()
                .ids("{org}/{name}")
                .free(60, "")
                .open()
                .list("/models", ListFrame.LIST, MillionRows::chutes);
        provider(all, "near", 37)
                .openWeights()
                .ids("{org}/{name}")
                .free(30, "")
                .open()
                .list("/model/list", ListFrame.NEAR, NEAR, RelayRows::near);
    }

    private static void makers(List<SpecBuilder> all) {
        provider(all, "xai", 10)
                .ids("{dashed}")
                .cachePrices()
                .vendors("x-ai")
                .kinds(CHAT, IMAGE, VIDEO)
                .unitPriced(IMAGE)
                .list("/models", ListFrame.LIST_AFTER, RelayRows::xai)
                .list("/language-models", ListFrame.XAI_LANGUAGE, PageCut.SECOND, RelayRows::xaiLanguage);
        provider(all, "google-vertex", 300)
                .ids("publishers/google/models/{plain}")
                .byReference()
                .vendors("google")
                .kinds(CHAT, EMBEDDING, IMAGE, VIDEO, SPEECH, TRANSCRIPTION)
                .errors(ErrorStyle.GOOGLE)
                .list("/v1beta1/publishers/google/models", ListFrame.VERTEX, VERTEX, NativeRows::vertex);
    }

    private static void priceless(List<SpecBuilder> all) {
        provider(all, "openai", 132)
                .ids("{plain}")
                .byReference()
                .vendors("openai")
                .kinds(CHAT, EMBEDDING, IMAGE, VIDEO, SPEECH, TRANSCRIPTION)
                .list("/models", ListFrame.LIST_AFTER, PlainRows::openai);
        provider(all, "anthropic", 11)
                .ids("{dashed}")
                .byReference()
                .vendors("anthropic")
                .key("x-api-key")
                .errors(ErrorStyle.ANTHROPIC)
                .list("/models", ListFrame.ANTHROPIC, ANTHROPIC, NativeRows::anthropic);
        provider(all, "cohere", 30)
                .ids("{plain}")
                .byReference()
                .vendors("cohere")
                .kinds(CHAT, EMBEDDING, RERANK)
                .errors(ErrorStyle.MESSAGE)
                .list("/models", ListFrame.COHERE, COHERE, NativeRows::cohere);
        provider(all, "alibaba", 100)
                .ids("{plain}")
                .byReference()
                .vendors("qwen")
                .kinds(CHAT, EMBEDDING, IMAGE)
                .list("/api/v1/models", ListFrame.MODEL_STUDIO, MODEL_STUDIO, NativeRows::modelStudio);
        provider(all, "alibaba-china", 100)
                .ids("{plain}")
                .unpriced()
                .vendors("qwen")
                .kinds(CHAT, EMBEDDING, IMAGE)
                .list("/api/v1/models", ListFrame.MODEL_STUDIO, MODEL_STUDIO, NativeRows::modelStudio);
        provider(all, "zai", 6)
                .ids("{plain}")
                .byReference()
                .vendors("z-ai")
                .list("/models", ListFrame.LIST, PlainRows::owned);
    }

    private static void platforms(List<SpecBuilder> all) {
        provider(all, "fal", 800)
                .ids("{org}/{plain}")
                .supply(Supply.MEDIA)
                .unitPriced(IMAGE, VIDEO, SPEECH, TRANSCRIPTION)
                .list("/models", ListFrame.FAL, FAL, NativeRows::fal)
                .list("/models/pricing", ListFrame.FAL_PRICES, FAL_PRICES, NativeRows::falPrice);
        provider(all, "cloudflare-workers-ai", 65)
                .openWeights()
                .ids("@cf/{vendor}/{plain}")
                .cachePrices()
                .unknown(60)
                .kinds(CHAT, IMAGE)
                .unitPriced(IMAGE)
                .errors(ErrorStyle.CLOUDFLARE)
                .list("/ai/models/search", ListFrame.CLOUDFLARE, CLOUDFLARE, NativeRows::cloudflare);
        provider(all, "clarifai", 40)
                .ids("https://clarifai.com/{vendor}/main/models/{dashed}")
                .byReference()
                .list("/models", ListFrame.LIST, PlainRows::clarifai);
        provider(all, "morpheus", 39)
                .openWeights()
                .ids("{name} dev")
                .unpriced()
                .duplicates(1)
                .list("/models", ListFrame.LIST, PlainRows::morpheus);
        provider(all, "simplismart", 31)
                .openWeights()
                .ids("{plain}")
                .unpriced()
                .list("/v1/models", ListFrame.LIST, PlainRows::owned);
        provider(all, "alpaca", 0).unpriced();
    }

    private static void undocumented(List<SpecBuilder> all) {
        provider(all, "aimo", 20)
                .openWeights()
                .ids("8Fz3Rk1vWc:{plain}")
                .unpriced()
                .list("/models", ListFrame.DATA, RelayRows::aimo);
        provider(all, "anannas", 120)
                .unpriced()
                .list("/models?details=true", ListFrame.DATA, RelayRows::anannas)
                .list("/models", ListFrame.LIST, PlainRows::owned);
        provider(all, "sybil", 8).unpriced().list("/models", ListFrame.LIST, TokenTextRows::undeclared);
        provider(all, "canopywave", 12).unpriced().list("/models", ListFrame.LIST, TokenTextRows::undeclared);
        provider(all, "modelz", 25)
                .ids("{plain}")
                .unpriced()
                .open()
                .list("/api/tokens", ListFrame.ARRAY, RelayRows::modelz);
    }

    private static void added(List<SpecBuilder> all) {
        provider(all, "google-ai-studio", 52)
                .ids("models/{plain}")
                .byReference()
                .vendors("google")
                .kinds(CHAT, EMBEDDING, IMAGE, VIDEO)
                .key("x-goog-api-key")
                .errors(ErrorStyle.GOOGLE)
                .list("/models", ListFrame.GEMINI, GEMINI, NativeRows::gemini);
        provider(all, "mistral", 55)
                .ids("{plain}")
                .byReference()
                .vendors("mistralai")
                .kinds(CHAT, EMBEDDING)
                .errors(ErrorStyle.DETAIL)
                .list("/models", ListFrame.LIST_AFTER, PlainRows::mistral);
        provider(all, "deepseek", 2)
                .ids("{plain}")
                .byReference()
                .vendors("deepseek")
                .list("/models", ListFrame.LIST, PlainRows::deepseek);
        provider(all, "moonshot", 12)
                .ids("{plain}")
                .byReference()
                .vendors("moonshotai")
                .list("/models", ListFrame.LIST, PlainRows::moonshot);
        provider(all, "perplexity", 39).cachePrices().list("/v1/models", ListFrame.LIST, MillionRows::perplexity);
        provider(all, "perplexity-router", 8)
                .openWeights()
                .ids("perplexity/{plain}")
                .cachePrices()
                .list("/models", ListFrame.LIST, MillionRows::perplexity);
    }

    private static void relays(List<SpecBuilder> all) {
        provider(all, "venice", 108)
                .ids("{dashed}")
                .cachePrices()
                .open()
                .list("/models", ListFrame.VENICE, MillionRows::venice);
        provider(all, "zenmux", 150)
                .cachePrices()
                .free(20, "-free")
                .unknown(15)
                .open()
                .list("/models", ListFrame.LIST_AFTER, MillionRows::zenmux);
        provider(all, "poe", 287)
                .ids("{plain}")
                .cachePrices()
                .unknown(40)
                .kinds(CHAT, IMAGE, VIDEO, SPEECH)
                .open()
                .list("/models", ListFrame.LIST, TokenTextRows::poe);
        provider(all, "kilo", 360)
                .cachePrices()
                .free(50, ":free")
                .unknown(10)
                .open()
                .routers("kilo-auto/frontier", "kilo-auto/balanced", "openrouter/auto")
                .errors(ErrorStyle.OPENROUTER)
                .list("/api/openrouter/models", ListFrame.DATA, TokenTextRows::kilo);
    }
}
