package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.RecordRule;
import java.time.Duration;

/** OpenAI's list under a flat subscription. */
final class Featherless {
    private Featherless() {}

    static Provider entry() {
        return Provider.of("featherless", "Featherless")
                .list("https://api.featherless.ai/v1", "/models")
                .credential(Credential.bearer("FEATHERLESS_API_KEY"))
                .timeout(Duration.ofSeconds(180))
                .reads(new OpenAiModels()
                        .and(RecordRule.unknownBecause("subscription"))
                        .and(RecordRule.keep("model_class", "is_gated", "available_on_current_plan")))
                .liteLlmName("featherless_ai")
                .confirmedBy(Evidence.RECORDED_BODY)
                .withoutPrices("A flat subscription: no model has a price of its own");
    }
}
