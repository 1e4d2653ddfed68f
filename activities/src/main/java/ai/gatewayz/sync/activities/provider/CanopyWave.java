package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.CapabilityObjectModels;

/** OpenAI's list with a capability object; its prices have no declared unit. */
final class CanopyWave {
    private CanopyWave() {}

    static Provider entry() {
        return Provider.of("canopywave", "Canopy Wave")
                .aliases("canopy-wave")
                .list("https://inference.canopywave.io/v1", "/models")
                .credential(Credential.bearer("CANOPYWAVE_API_KEY"))
                .reads(new CapabilityObjectModels())
                .confirmedBy(Evidence.FORMER_CLIENT)
                .withoutPrices("Quotes prices without declaring their unit");
    }
}
