package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;

/** OpenAI's list. */
final class Zai {
    private Zai() {}

    static Provider entry() {
        return Provider.of("zai", "Z.AI")
                .aliases("z-ai", "zhipu")
                .list("https://api.z.ai/api/paas/v4", "/models")
                .credential(Credential.bearer("ZAI_API_KEY"))
                .reads(new OpenAiModels())
                .references(ReferenceKeys.both("zai", "zai/"))
                .confirmedBy(Evidence.RECORDED_BODY)
                .withoutPrices("The list quotes no price");
    }
}
