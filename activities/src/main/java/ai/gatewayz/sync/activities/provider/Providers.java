package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.activities.provider.Credential.bearer;
import static ai.gatewayz.sync.activities.provider.Credential.optionalBearer;
import static ai.gatewayz.sync.activities.provider.Provider.Tier.EVERY_15_MINUTES;
import static ai.gatewayz.sync.activities.provider.Provider.Tier.HOURLY;
import static ai.gatewayz.sync.activities.provider.Provider.provider;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_REQUEST;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.AihubmixModels;
import ai.gatewayz.sync.activities.feed.AimoModels;
import ai.gatewayz.sync.activities.feed.AnthropicModels;
import ai.gatewayz.sync.activities.feed.CloudflareModels;
import ai.gatewayz.sync.activities.feed.CohereModels;
import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.FalModels;
import ai.gatewayz.sync.activities.feed.GoogleModels;
import ai.gatewayz.sync.activities.feed.GroqModels;
import ai.gatewayz.sync.activities.feed.HeliconeModels;
import ai.gatewayz.sync.activities.feed.HuggingFaceModels;
import ai.gatewayz.sync.activities.feed.JsonModelFeed;
import ai.gatewayz.sync.activities.feed.KiloModels;
import ai.gatewayz.sync.activities.feed.MistralModels;
import ai.gatewayz.sync.activities.feed.ModelzModels;
import ai.gatewayz.sync.activities.feed.MoonshotModels;
import ai.gatewayz.sync.activities.feed.MorpheusModels;
import ai.gatewayz.sync.activities.feed.NearModels;
import ai.gatewayz.sync.activities.feed.OneRouterModels;
import ai.gatewayz.sync.activities.feed.OpenAiDialects;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.OpenAiOwnModels;
import ai.gatewayz.sync.activities.feed.OpenRouterModels;
import ai.gatewayz.sync.activities.feed.PerplexityModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.SybilModels;
import ai.gatewayz.sync.activities.feed.TogetherModels;
import ai.gatewayz.sync.activities.feed.VeniceModels;
import ai.gatewayz.sync.activities.feed.VercelModels;
import ai.gatewayz.sync.activities.feed.XaiModels;
import ai.gatewayz.sync.activities.feed.ZenMuxModels;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.time.Duration;
import java.util.List;

/** THE list of providers. Database rows, fan-out, API lists, webhook slugs and documentation derive from it. */
public final class Providers {
    private static final Envelope DATA = Envelope.array("data");
    private static final Envelope MODELS = Envelope.array("models");

    private static final List<Provider> ALL = List.of(
            provider("openrouter", "OpenRouter")
                    .list("https://openrouter.ai/api/v1", "/models")
                    .credential(optionalBearer("OPENROUTER_API_KEY"))
                    .paging(Paging.nextUrl("links.next"))
                    .tier(EVERY_15_MINUTES)
                    .feed(new JsonModelFeed(DATA.withTotal("total_count"), new OpenRouterModels()))
                    .references(ReferenceKeys.liteLlm("openrouter/")),
            provider("featherless", "Featherless")
                    .list("https://api.featherless.ai/v1", "/models")
                    .credential(bearer("FEATHERLESS_API_KEY"))
                    .timeout(Duration.ofSeconds(180))
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.featherless()))
                    .note("A flat subscription: no model has a price of its own"),
            provider("deepinfra", "DeepInfra")
                    .list("https://api.deepinfra.com", "/v1/openai/models")
                    .credential(optionalBearer("DEEPINFRA_API_KEY"))
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.deepInfra()))
                    .references(ReferenceKeys.both("deepinfra", "deepinfra/")),
            provider("groq", "Groq")
                    .list("https://api.groq.com/openai/v1", "/models")
                    .credential(bearer("GROQ_API_KEY"))
                    .tier(EVERY_15_MINUTES)
                    .feed(new JsonModelFeed(DATA, new GroqModels()))
                    .references(ReferenceKeys.both("groq", "groq/")),
            provider("fireworks", "Fireworks")
                    .list("https://api.fireworks.ai", "/inference/v1/models")
                    .credential(bearer("FIREWORKS_API_KEY"))
                    .tier(EVERY_15_MINUTES)
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.fireworks()))
                    .references(ReferenceKeys.both("fireworks-ai", "fireworks_ai/"))
                    .note("The list quotes no price"),
            provider("together", "Together")
                    .list("https://api.together.xyz/v1", "/models")
                    .credential(bearer("TOGETHER_API_KEY"))
                    .tier(EVERY_15_MINUTES)
                    .feed(new JsonModelFeed(DATA.orTopLevelArray(), new TogetherModels()))
                    .references(ReferenceKeys.both("togetherai", "together_ai/")),
            provider("cerebras", "Cerebras")
                    .list("https://api.cerebras.ai", "/public/v1/models")
                    .tier(HOURLY)
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.cerebras()))
                    .references(ReferenceKeys.both("cerebras", "cerebras/")),
            provider("nebius", "Nebius Token Factory")
                    .list("https://api.tokenfactory.nebius.com/v1", "/models?verbose=true")
                    .credential(bearer("NEBIUS_API_KEY"))
                    .tier(HOURLY)
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.nebius()))
                    .references(ReferenceKeys.both("nebius", "nebius/")),
            provider("xai", "xAI")
                    .aliases("x-ai")
                    .list("https://api.x.ai/v1", "/models")
                    .credential(bearer("XAI_API_KEY"))
                    .tier(HOURLY)
                    .feed(new JsonModelFeed(DATA, new XaiModels()))
                    .references(ReferenceKeys.liteLlm("xai/")),
            provider("novita", "Novita")
                    .aliases("novitaai")
                    .list("https://api.novita.ai", "/openai/v1/models")
                    .credential(optionalBearer("NOVITA_API_KEY"))
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.novita()))
                    .references(ReferenceKeys.both("novita-ai", "novita/")),
            provider("chutes", "Chutes")
                    .list("https://llm.chutes.ai/v1", "/models")
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.chutes())),
            provider("aimo", "AiMo")
                    .list("https://beta.aimo.network/api/v1", "/models")
                    .credential(bearer("AIMO_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new AimoModels()))
                    .note("Prices have no declared unit; they are kept as text and never converted"),
            provider("near", "NEAR AI Cloud")
                    .aliases("nearai")
                    .list("https://cloud-api.near.ai/v1", "/model/list?limit=100&offset=0")
                    .paging(Paging.offset("total", 100))
                    .feed(new JsonModelFeed(Envelope.array("models").withTotal("total"), new NearModels())),
            provider("fal", "fal")
                    .aliases("fal-ai")
                    .list("https://api.fal.ai/v1", "/models?limit=50")
                    .credential(Credential.header("Authorization", "Key ", "FAL_API_KEY", "FAL_KEY"))
                    .paging(Paging.withLookup(
                            Paging.tokenWhile("has_more", "next_cursor", "cursor"), "endpoint_id", "/pricing", 50))
                    .feed(new FalModels())
                    .note(
                            "Prices are in a second list, asked for each page's endpoints, each in the unit that it states"),
            provider("helicone", "Helicone")
                    .list("https://api.helicone.ai", "/v1/public/model-registry/models")
                    .feed(new JsonModelFeed(Envelope.array("data.models"), new HeliconeModels())),
            provider("anannas", "Anannas")
                    .list("https://api.anannas.ai/v1", "/models?details=true")
                    .credential(bearer("ANANNAS_API_KEY"))
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.anannas()))
                    .note("Prices have no declared unit; they are kept as text and never converted"),
            provider("aihubmix", "AIHubMix")
                    .list("https://aihubmix.com", "/api/v1/models")
                    .credential(optionalBearer("AIHUBMIX_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new AihubmixModels()))
                    .references(ReferenceKeys.modelsDev("aihubmix")),
            provider("vercel-ai-gateway", "Vercel AI Gateway")
                    .aliases("vercel")
                    .list("https://ai-gateway.vercel.sh/v1", "/models")
                    .credential(optionalBearer("VERCEL_AI_GATEWAY_API_KEY", "VERCEL_AI_GATEWAY_KEY"))
                    .feed(new JsonModelFeed(DATA, new VercelModels()))
                    .references(ReferenceKeys.liteLlm("vercel_ai_gateway/")),
            provider("google-vertex", "Google Vertex AI")
                    .aliases("google", "vertex", "vertex-ai")
                    .list(
                            "https://aiplatform.googleapis.com",
                            "/v1beta1/publishers/google/models?pageSize=100&view=PUBLISHER_MODEL_VIEW_FULL")
                    .credential(bearer("GOOGLE_VERTEX_ACCESS_TOKEN"))
                    .settingHeader("x-goog-user-project", "GOOGLE_CLOUD_PROJECT")
                    .paging(Paging.token("nextPageToken", "pageToken"))
                    .tier(Provider.Tier.HOURLY)
                    .feed(new JsonModelFeed(Envelope.array("publisherModels"), new GoogleModels()))
                    .references(ReferenceKeys.modelsDev("google-vertex")
                            .plain("vertex_ai*")
                            .idPrefix("publishers/google/models/"))
                    .note("The list quotes no price; the key is an OAuth 2 access token, which expires within the hour,"
                            + " and calls are billed to the project in `GOOGLE_CLOUD_PROJECT`"),
            provider("openai", "OpenAI")
                    .list("https://api.openai.com/v1", "/models")
                    .credential(bearer("OPENAI_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new OpenAiOwnModels()))
                    .references(ReferenceKeys.both("openai", "openai/").plain("openai"))
                    .note("The list quotes no price"),
            provider("anthropic", "Anthropic")
                    .list("https://api.anthropic.com/v1", "/models?limit=1000")
                    .credential(Credential.header("x-api-key", "", "ANTHROPIC_API_KEY"))
                    .header("anthropic-version", "2023-06-01")
                    .paging(Paging.tokenWhile("has_more", "last_id", "after_id"))
                    .feed(new JsonModelFeed(DATA, new AnthropicModels()))
                    .references(ReferenceKeys.modelsDev("anthropic").plain("anthropic"))
                    .note("The list quotes no price"),
            provider("simplismart", "SimpliSmart")
                    .list("https://api.simplismart.live", "/v1/models")
                    .credential(bearer("SIMPLISMART_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new OpenAiModels()))
                    .note("No list endpoint is documented; the usual path is tried and no price unit is declared"),
            provider("onerouter", "Infron AI (formerly OneRouter)")
                    .aliases("infron")
                    .list("https://api.infron.ai/v1", "/models")
                    .credential(optionalBearer("ONEROUTER_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new OneRouterModels())),
            provider("cloudflare-workers-ai", "Cloudflare Workers AI")
                    .aliases("cloudflare")
                    .list(
                            "https://api.cloudflare.com/client/v4/accounts/{CLOUDFLARE_ACCOUNT_ID}",
                            "/ai/models/search?per_page=100&page=1")
                    .credential(bearer("CLOUDFLARE_API_TOKEN", "CLOUDFLARE_WORKERS_AI_API_KEY"))
                    .paging(Paging.pageNumber("result_info.total_pages", 100))
                    .feed(new JsonModelFeed(Envelope.array("result"), new CloudflareModels())),
            provider("clarifai", "Clarifai")
                    .list("https://api.clarifai.com/v2/ext/openai/v1", "/models")
                    .credential(bearer("CLARIFAI_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new OpenAiModels()))
                    .references(ReferenceKeys.modelsDev("clarifai").idPrefix("https://clarifai.com/"))
                    .note("The list quotes no price"),
            provider("morpheus", "Morpheus")
                    .list("https://api.mor.org/api/v1", "/models")
                    .credential(bearer("MORPHEUS_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new MorpheusModels()))
                    .note("Paid for by staking MOR; no dollar price exists"),
            provider("sybil", "Sybil")
                    .list("https://api.sybil.com/v1", "/models")
                    .credential(bearer("SYBIL_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new SybilModels()))
                    .note("Quotes prices without declaring their unit"),
            provider("canopywave", "Canopy Wave")
                    .aliases("canopy-wave")
                    .list("https://inference.canopywave.io/v1", "/models")
                    .credential(bearer("CANOPYWAVE_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new SybilModels()))
                    .note("Quotes prices without declaring their unit"),
            provider("modelz", "Modelz")
                    .list("https://backend.alpacanetwork.ai", "/api/tokens")
                    .feed(new JsonModelFeed(DATA.orArray("tokens").orTopLevelArray(), new ModelzModels()))
                    .note("Quotes prices without declaring their unit"),
            provider("cohere", "Cohere")
                    .list("https://api.cohere.com/v1", "/models?page_size=1000")
                    .credential(bearer("COHERE_API_KEY"))
                    .paging(Paging.token("next_page_token", "page_token"))
                    .feed(new JsonModelFeed(MODELS, new CohereModels()))
                    .references(ReferenceKeys.both("cohere", "cohere/").plain("cohere", "cohere_chat"))
                    .note("The list quotes no price"),
            provider("huggingface", "Hugging Face")
                    .aliases("hug")
                    .list("https://router.huggingface.co/v1", "/models")
                    .credential(optionalBearer("HUG_API_KEY", "HF_TOKEN"))
                    .feed(new JsonModelFeed(DATA, new HuggingFaceModels())),
            provider("alibaba", "Alibaba Cloud Model Studio")
                    .aliases("alibaba-cloud")
                    .list("https://dashscope-intl.aliyuncs.com/compatible-mode/v1", "/models")
                    .credential(bearer("ALIBABA_CLOUD_API_KEY", "ALIBABA_CLOUD_API_KEY_INTERNATIONAL"))
                    .feed(new JsonModelFeed(DATA, new OpenAiModels()))
                    .references(ReferenceKeys.both("alibaba", "dashscope/"))
                    .note("The international region; the list quotes no price"),
            provider("alibaba-china", "Alibaba Cloud Model Studio (China)")
                    .aliases("alibaba-cn")
                    .list("https://dashscope.aliyuncs.com/compatible-mode/v1", "/models")
                    .credential(bearer("ALIBABA_CLOUD_API_KEY_CHINA"))
                    .feed(new JsonModelFeed(DATA, new OpenAiModels()))
                    .note("The region in China, with keys, models and prices (in yuan) of its own"),
            provider("zai", "Z.AI")
                    .aliases("z-ai", "zhipu")
                    .list("https://api.z.ai/api/paas/v4", "/models")
                    .credential(bearer("ZAI_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new OpenAiModels()))
                    .references(ReferenceKeys.both("zai", "zai/"))
                    .note("The list quotes no price"),
            provider("alpaca", "Alpaca Network")
                    .aliases("alpaca-network")
                    .credential(bearer("ALPACA_NETWORK_API_KEY"))
                    .note("Inactive: one private deployment without a list of models"),
            provider("google-ai-studio", "Gemini API")
                    .aliases("gemini")
                    .list("https://generativelanguage.googleapis.com/v1beta", "/models?pageSize=1000")
                    .credential(Credential.header("x-goog-api-key", "", "GEMINI_API_KEY", "GOOGLE_API_KEY"))
                    .paging(Paging.token("nextPageToken", "pageToken"))
                    .feed(new JsonModelFeed(MODELS, new GoogleModels()))
                    .references(ReferenceKeys.both("google", "gemini/").idPrefix("models/"))
                    .note("The list quotes no price"),
            provider("mistral", "Mistral AI")
                    .aliases("mistralai")
                    .list("https://api.mistral.ai/v1", "/models")
                    .credential(bearer("MISTRAL_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new MistralModels()))
                    .references(ReferenceKeys.both("mistral", "mistral/"))
                    .note("The list quotes no price"),
            provider("deepseek", "DeepSeek")
                    .list("https://api.deepseek.com", "/models")
                    .credential(bearer("DEEPSEEK_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new OpenAiModels()))
                    .references(ReferenceKeys.both("deepseek", "deepseek/"))
                    .note("The list quotes no price"),
            provider("moonshot", "Moonshot AI")
                    .aliases("moonshotai", "kimi")
                    .list("https://api.moonshot.ai/v1", "/models")
                    .credential(bearer("MOONSHOT_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new MoonshotModels()))
                    .references(ReferenceKeys.both("moonshotai", "moonshot/"))
                    .note("The list quotes no price"),
            provider("perplexity", "Perplexity (agent API)")
                    .aliases("perplexity-agent")
                    .list("https://api.perplexity.ai", "/v1/models")
                    .credential(bearer("PERPLEXITY_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new PerplexityModels()))
                    .references(ReferenceKeys.modelsDev("perplexity-agent"))
                    .note("The path of the list is not confirmed"),
            provider("venice", "Venice")
                    .list("https://api.venice.ai/api/v1", "/models?type=text")
                    .credential(optionalBearer("VENICE_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new VeniceModels())),
            provider("zenmux", "ZenMux")
                    .list("https://zenmux.ai/api/v1", "/models")
                    .credential(optionalBearer("ZENMUX_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new ZenMuxModels()))
                    .references(ReferenceKeys.modelsDev("zenmux")),
            provider("poe", "Poe")
                    .list("https://api.poe.com/v1", "/models")
                    .feed(new JsonModelFeed(
                            DATA,
                            new OpenAiModels(
                                    PriceField.of("pricing.prompt", PriceKind.INPUT, USD_PER_TOKEN),
                                    PriceField.of("pricing.completion", PriceKind.OUTPUT, USD_PER_TOKEN),
                                    PriceField.of("pricing.input_cache_read", PriceKind.CACHE_READ, USD_PER_TOKEN),
                                    PriceField.of("pricing.input_cache_write", PriceKind.CACHE_WRITE, USD_PER_TOKEN),
                                    PriceField.of("pricing.request", PriceKind.REQUEST, USD_PER_REQUEST))))
                    .references(ReferenceKeys.modelsDev("poe")),
            provider("kilo", "Kilo Gateway")
                    .aliases("kilocode")
                    .list("https://api.kilo.ai", "/api/openrouter/models")
                    .feed(new JsonModelFeed(DATA, new KiloModels()))
                    .note("The path of the list is not confirmed"));

    private Providers() {}

    /** Every provider, in the order of the list. */
    public static List<Provider> all() {
        return ALL;
    }
}
