package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.provider.Tier;

/** OpenAI's list; capabilities are flags, and the image models have a kind of their own. */
final class Fireworks {
    private Fireworks() {}

    static Provider entry() {
        return Provider.of("fireworks", "Fireworks")
                .list("https://api.fireworks.ai", "/inference/v1/models")
                .credential(Credential.bearer("FIREWORKS_API_KEY"))
                .tier(Tier.EVERY_15_MINUTES)
                .reads(new OpenAiModels()
                        .and(RecordRule.keep("kind", "supports_chat"))
                        .and(Fireworks::readFacts))
                .references(ReferenceKeys.both("fireworks-ai", "fireworks_ai/"))
                .confirmedBy(Evidence.RECORDED_BODY)
                .withoutPrices("The list quotes no price");
    }

    private static void readFacts(JsonRecord record, ModelDraft draft) {
        boolean image = "FLUMINA_BASE_MODEL".equals(record.text("kind"));
        draft.capabilities(new Capabilities(
                        null, record.flag("supports_tools"), record.flag("supports_image_input"), null, null, null))
                .kind(image ? ModelKind.IMAGE : null);
    }
}
