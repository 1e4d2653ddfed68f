package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.ModelStudioModels;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;

/** Alibaba's own list, of the international region. */
final class Alibaba {
    private Alibaba() {}

    static Provider entry() {
        return Provider.of("alibaba", "Alibaba Cloud Model Studio")
                .aliases("alibaba-cloud")
                .list("https://dashscope-intl.aliyuncs.com", "/api/v1/models?page_no=1&page_size=100")
                .credential(Credential.bearer("ALIBABA_CLOUD_API_KEY", "ALIBABA_CLOUD_API_KEY_INTERNATIONAL"))
                .paging(Paging.pageNumber("page_no", "output.total", 100))
                .reads(Envelope.array("output.models").orArray("data"), new ModelStudioModels(true))
                .references(ReferenceKeys.both("alibaba", "dashscope/"))
                .restByReference()
                .confirmedBy(Evidence.OTHER_CLIENTS)
                .note("The international region, whose prices are in dollars");
    }
}
