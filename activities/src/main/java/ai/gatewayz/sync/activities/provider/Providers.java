package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.activities.provider.Credential.bearer;
import static ai.gatewayz.sync.activities.provider.Credential.optionalBearer;
import static ai.gatewayz.sync.activities.provider.Provider.Tier.EVERY_15_MINUTES;
import static ai.gatewayz.sync.activities.provider.Provider.Tier.HOURLY;
import static ai.gatewayz.sync.activities.provider.Provider.provider;

import ai.gatewayz.sync.activities.feed.AihubmixModels;
import ai.gatewayz.sync.activities.feed.AimoModels;
import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.FalModels;
import ai.gatewayz.sync.activities.feed.GroqModels;
import ai.gatewayz.sync.activities.feed.HeliconeModels;
import ai.gatewayz.sync.activities.feed.JsonModelFeed;
import ai.gatewayz.sync.activities.feed.NearModels;
import ai.gatewayz.sync.activities.feed.OpenAiDialects;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.OpenRouterModels;
import ai.gatewayz.sync.activities.feed.TogetherModels;
import ai.gatewayz.sync.activities.feed.VercelModels;
import ai.gatewayz.sync.activities.feed.XaiModels;
import java.time.Duration;
import java.util.List;

/** THE list of providers. Database rows, fan-out, API lists, webhook slugs and documentation derive from it. */
public final class Providers {
    private static final Envelope DATA = Envelope.array("data");

    private static final List<Provider> ALL = List.of(
            provider("openrouter", "OpenRouter")
                    .list("https://openrouter.ai/api/v1", "/models")
                    .credential(optionalBearer("OPENROUTER_API_KEY"))
                    .paging(Paging.nextUrl("links.next"))
                    .tier(EVERY_15_MINUTES)
                    .feed(new JsonModelFeed(DATA.withTotal("total_count"), new OpenRouterModels())),
            provider("featherless", "Featherless")
                    .list("https://api.featherless.ai/v1", "/models")
                    .credential(bearer("FEATHERLESS_API_KEY"))
                    .timeout(Duration.ofSeconds(180))
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.featherless()))
                    .note("A flat subscription: no model has a price of its own"),
            provider("deepinfra", "DeepInfra")
                    .list("https://api.deepinfra.com", "/v1/openai/models")
                    .credential(optionalBearer("DEEPINFRA_API_KEY"))
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.deepInfra())),
            provider("groq", "Groq")
                    .list("https://api.groq.com/openai/v1", "/models")
                    .credential(bearer("GROQ_API_KEY"))
                    .tier(EVERY_15_MINUTES)
                    .feed(new JsonModelFeed(DATA, new GroqModels())),
            provider("fireworks", "Fireworks")
                    .list("https://api.fireworks.ai", "/inference/v1/models")
                    .credential(bearer("FIREWORKS_API_KEY"))
                    .tier(EVERY_15_MINUTES)
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.fireworks()))
                    .note("The list quotes no price"),
            provider("together", "Together")
                    .list("https://api.together.xyz/v1", "/models")
                    .credential(bearer("TOGETHER_API_KEY"))
                    .tier(EVERY_15_MINUTES)
                    .feed(new JsonModelFeed(DATA.orTopLevelArray(), new TogetherModels())),
            provider("cerebras", "Cerebras")
                    .list("https://api.cerebras.ai", "/public/v1/models")
                    .tier(HOURLY)
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.cerebras())),
            provider("nebius", "Nebius Token Factory")
                    .list("https://api.tokenfactory.nebius.com/v1", "/models?verbose=true")
                    .credential(bearer("NEBIUS_API_KEY"))
                    .tier(HOURLY)
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.nebius())),
            provider("xai", "xAI")
                    .aliases("x-ai")
                    .list("https://api.x.ai/v1", "/models")
                    .credential(bearer("XAI_API_KEY"))
                    .tier(HOURLY)
                    .feed(new JsonModelFeed(DATA, new XaiModels())),
            provider("novita", "Novita")
                    .aliases("novitaai")
                    .list("https://api.novita.ai", "/openai/v1/models")
                    .credential(optionalBearer("NOVITA_API_KEY"))
                    .feed(new JsonModelFeed(DATA, OpenAiDialects.novita())),
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
                    .list("https://api.fal.ai/v1", "/models?limit=100")
                    .credential(Credential.header("Authorization", "Key ", "FAL_API_KEY", "FAL_KEY"))
                    .paging(Paging.tokenWhile("has_more", "next_cursor", "cursor"))
                    .feed(new JsonModelFeed(Envelope.array("models"), new FalModels()))
                    .note("Prices are unknown: they are in a second list, by endpoint, that is not read"),
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
                    .feed(new JsonModelFeed(DATA, new AihubmixModels())),
            provider("vercel-ai-gateway", "Vercel AI Gateway")
                    .aliases("vercel")
                    .list("https://ai-gateway.vercel.sh/v1", "/models")
                    .credential(optionalBearer("VERCEL_AI_GATEWAY_API_KEY", "VERCEL_AI_GATEWAY_KEY"))
                    .feed(new JsonModelFeed(DATA, new VercelModels())),
            provider("openai", "OpenAI")
                    .list("https://api.openai.com/v1", "/models")
                    .credential(bearer("OPENAI_API_KEY"))
                    .feed(new JsonModelFeed(DATA, new OpenAiModels())));

    private Providers() {}

    /** Every provider, in the order of the list. */
    public static List<Provider> all() {
        return ALL;
    }
}
