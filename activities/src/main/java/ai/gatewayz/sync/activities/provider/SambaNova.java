package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_HOUR;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceKind;

/** OpenAI's list with dollars per token, and per hour of audio that is put in. */
final class SambaNova {
    private SambaNova() {}

    static Provider entry() {
        return Provider.of("sambanova", "SambaNova")
                .list("https://api.sambanova.ai/v1", "/models")
                .credential(Credential.optionalBearer("SAMBANOVA_API_KEY"))
                .reads(new OpenAiModels(
                        PriceField.of("pricing.prompt", PriceKind.INPUT, USD_PER_TOKEN),
                        PriceField.of("pricing.completion", PriceKind.OUTPUT, USD_PER_TOKEN),
                        PriceField.of("pricing.duration_per_hour", PriceKind.AUDIO_INPUT, USD_PER_HOUR)))
                .references(ReferenceKeys.liteLlm("sambanova/"))
                .confirmedBy(Evidence.DOCUMENTATION);
    }
}
