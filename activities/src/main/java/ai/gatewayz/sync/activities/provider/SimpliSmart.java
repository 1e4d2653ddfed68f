package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.OpenAiModels;

/** OpenAI's list at its usual path, which is not documented. */
final class SimpliSmart {
    private SimpliSmart() {}

    static Provider entry() {
        return Provider.of("simplismart", "SimpliSmart")
                .list("https://api.simplismart.live", "/v1/models")
                .credential(Credential.bearer("SIMPLISMART_API_KEY"))
                .reads(new OpenAiModels())
                .confirmedBy(Evidence.FORMER_CLIENT)
                .withoutPrices("No list endpoint is documented; the usual path is tried and no price unit is declared");
    }
}
