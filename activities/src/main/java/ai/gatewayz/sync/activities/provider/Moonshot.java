package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.model.Capabilities;

/** Moonshot's list: OpenAI's, with vision as a flag in newer bodies; no prices. */
final class Moonshot implements RecordMapper {
    static Provider entry() {
        return Provider.of("moonshot", "Moonshot AI")
                .aliases("moonshotai", "kimi")
                .list("https://api.moonshot.ai/v1", "/models")
                .credential(Credential.bearer("MOONSHOT_API_KEY"))
                .reads(new Moonshot())
                .references(ReferenceKeys.both("moonshotai", "moonshot/"))
                .confirmedBy(Evidence.RECORDED_BODY)
                .withoutPrices("The list quotes no price");
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        draft.capabilities(new Capabilities(null, null, record.flag("supports_image_in"), null, null, null));
    }
}
