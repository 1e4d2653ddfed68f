package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.OpenAiModels;

/** OpenAI's list, of the region in China. */
final class AlibabaChina {
    private AlibabaChina() {}

    static Provider entry() {
        return Provider.of("alibaba-china", "Alibaba Cloud Model Studio (China)")
                .aliases("alibaba-cn")
                .list("https://dashscope.aliyuncs.com/compatible-mode/v1", "/models")
                .credential(Credential.bearer("ALIBABA_CLOUD_API_KEY_CHINA"))
                .reads(new OpenAiModels())
                .confirmedBy(Evidence.FORMER_CLIENT)
                .withoutPrices("The region in China, with keys, models and prices (in yuan) of its own");
    }
}
