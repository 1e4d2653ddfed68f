package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.CapabilityObjectModels;

/** OpenAI's list with a capability object; its prices have no declared unit. */
final class Sybil {
    private Sybil() {}

    static Provider entry() {
        return Provider.of("sybil", "Sybil")
                .list("https://api.sybil.com/v1", "/models")
                .credential(Credential.bearer("SYBIL_API_KEY"))
                .reads(new CapabilityObjectModels())
                .confirmedBy(Evidence.FORMER_CLIENT)
                .withoutPrices("Quotes prices without declaring their unit");
    }
}
