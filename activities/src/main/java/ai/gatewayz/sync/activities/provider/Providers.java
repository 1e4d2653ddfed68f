package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.activities.provider.Credential.bearer;
import static ai.gatewayz.sync.activities.provider.Credential.optionalBearer;
import static ai.gatewayz.sync.activities.provider.Provider.provider;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_E10_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JsonModelFeed;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.OpenRouterModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.List;

/** THE list of providers. Database rows, fan-out, API lists, webhook slugs and documentation derive from it. */
public final class Providers {
    private static final Envelope DATA = Envelope.array("data");

    private static final List<Provider> ALL = List.of(
            provider("openrouter", "OpenRouter")
                    .list("https://openrouter.ai/api/v1", "/models")
                    .credential(optionalBearer("OPENROUTER_API_KEY"))
                    .paging(Paging.nextUrl("links.next"))
                    .tier(Provider.Tier.EVERY_15_MINUTES)
                    .feed(new JsonModelFeed(DATA.withTotal("total_count"), new OpenRouterModels())),
            provider("novita", "Novita")
                    .aliases("novitaai")
                    .list("https://api.novita.ai", "/openai/v1/models")
                    .credential(optionalBearer("NOVITA_API_KEY"))
                    .feed(new JsonModelFeed(
                            DATA,
                            new OpenAiModels(
                                    PriceField.of("input_token_price_per_m", PriceKind.INPUT, USD_E10_PER_TOKEN),
                                    PriceField.of("output_token_price_per_m", PriceKind.OUTPUT, USD_E10_PER_TOKEN)))),
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
