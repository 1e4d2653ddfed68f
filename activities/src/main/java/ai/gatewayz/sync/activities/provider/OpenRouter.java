package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenRouterModels;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.provider.Tier;

/** OpenRouter's own list, where zero is free on ids that end in {@code :free} and on the free router. */
final class OpenRouter {
    private OpenRouter() {}

    static Provider entry() {
        return Provider.of("openrouter", "OpenRouter")
                .list("https://openrouter.ai/api/v1", "/models")
                .credential(Credential.optionalBearer("OPENROUTER_API_KEY"))
                .paging(Paging.nextUrl("links.next"))
                .tier(Tier.EVERY_15_MINUTES)
                .reads(
                        Envelope.array("data").withTotal("total_count"),
                        new OpenRouterModels().and(OpenRouter::readFree))
                .references(ReferenceKeys.liteLlm("openrouter/"))
                .confirmedBy(Evidence.RECORDED_BODY, Evidence.DOCUMENTATION)
                .note("Hours and weekdays of overrides are known from its documentation");
    }

    private static void readFree(JsonRecord record, ModelDraft draft) {
        if (draft.id().endsWith(":free") || draft.id().equals("openrouter/free")) {
            draft.pricing().declareFree("free_suffix");
        }
    }
}
