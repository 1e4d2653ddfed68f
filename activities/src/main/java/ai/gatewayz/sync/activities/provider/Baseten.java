package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.OpenRouterModels;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;

/** The hosted models in the shape that OpenRouter asks of hosts. */
final class Baseten {
    private Baseten() {}

    static Provider entry() {
        return Provider.of("baseten", "Baseten")
                .list("https://inference.baseten.co/v1", "/models")
                .credential(Credential.header("Authorization", "Api-Key ", "BASETEN_API_KEY"))
                .reads(OpenRouterModels.ofHost())
                .references(ReferenceKeys.liteLlm("baseten/"))
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }
}
