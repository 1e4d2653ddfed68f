package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.OpenRouterModels;

/** The list behind the website's catalog, in the shape that OpenRouter asks of hosts. */
final class Wandb {
    private Wandb() {}

    static Provider entry() {
        return Provider.of("wandb", "W&B Inference")
                .list("https://trace.wandb.ai/inference", "/analysis/artificialanalysis/models")
                .reads(OpenRouterModels.ofHost())
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }
}
