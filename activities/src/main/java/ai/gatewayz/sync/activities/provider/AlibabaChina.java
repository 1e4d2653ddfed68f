package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.ModelStudioModels;

/** Alibaba's own list, of the region in China. */
final class AlibabaChina {
    private AlibabaChina() {}

    static Provider entry() {
        return Provider.of("alibaba-china", "Alibaba Cloud Model Studio (China)")
                .aliases("alibaba-cn")
                .list("https://dashscope.aliyuncs.com", "/api/v1/models?page_no=1&page_size=100")
                .credential(Credential.bearer("ALIBABA_CLOUD_API_KEY_CHINA"))
                .paging(Paging.pageNumber("page_no", "output.total", 100))
                .reads(Envelope.array("output.models").orArray("data"), new ModelStudioModels(false))
                .confirmedBy(Evidence.OTHER_CLIENTS)
                .withoutPrices("The region in China, with keys, models and prices of its own, which are in yuan");
    }
}
