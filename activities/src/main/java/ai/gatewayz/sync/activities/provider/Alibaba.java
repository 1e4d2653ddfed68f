package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;

/** OpenAI's list, of the international region. */
final class Alibaba {
    private Alibaba() {}

    static Provider entry() {
        return Provider.of("alibaba", "Alibaba Cloud Model Studio")
                .aliases("alibaba-cloud")
                .list("https://dashscope-intl.aliyuncs.com/compatible-mode/v1", "/models")
                .credential(Credential.bearer("ALIBABA_CLOUD_API_KEY", "ALIBABA_CLOUD_API_KEY_INTERNATIONAL"))
                .reads(new OpenAiModels())
                .references(ReferenceKeys.both("alibaba", "dashscope/"))
                .confirmedBy(Evidence.FORMER_CLIENT)
                .withoutPrices("The international region; the list quotes no price");
    }
}
