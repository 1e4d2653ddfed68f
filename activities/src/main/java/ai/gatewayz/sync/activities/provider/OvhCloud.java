package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.OpenRouterModels;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;

/** The catalog that is published for OpenRouter, in its shape for hosts: its dollars, not the euros of the website. */
final class OvhCloud {
    private OvhCloud() {}

    static Provider entry() {
        return Provider.of("ovhcloud", "OVHcloud AI Endpoints")
                .list("https://catalog.endpoints.ai.ovh.net", "/rest/v2/openrouter")
                .reads(OpenRouterModels.ofHost())
                .references(ReferenceKeys.liteLlm("ovhcloud/"))
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }
}
