package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;

/** OpenAI's list. */
final class DeepSeek {
    private DeepSeek() {}

    static Provider entry() {
        return Provider.of("deepseek", "DeepSeek")
                .list("https://api.deepseek.com", "/models")
                .credential(Credential.bearer("DEEPSEEK_API_KEY"))
                .reads(new OpenAiModels())
                .references(ReferenceKeys.both("deepseek", "deepseek/").genaiPrices("deepseek"))
                .confirmedBy(Evidence.RECORDED_BODY)
                .withoutPrices("The list quotes no price");
    }
}
