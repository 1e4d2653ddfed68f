package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.OpenRouterModels;

/** The public list of models in trusted hardware, in the shape that OpenRouter asks of hosts. */
final class Phala {
    private Phala() {}

    static Provider entry() {
        return Provider.of("phala", "Phala")
                .list("https://inference.phala.com/v1", "/models")
                .reads(OpenRouterModels.ofHost())
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }
}
