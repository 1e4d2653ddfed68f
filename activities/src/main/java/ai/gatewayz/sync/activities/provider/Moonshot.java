package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.model.Capabilities;
import java.util.ArrayList;
import java.util.List;

/** Moonshot's list: OpenAI's, with vision, video and reasoning as flags in newer bodies; no prices. */
final class Moonshot implements RecordMapper {
    static Provider entry() {
        return Provider.of("moonshot", "Moonshot AI")
                .aliases("moonshotai", "kimi")
                .list("https://api.moonshot.ai/v1", "/models")
                .credential(Credential.bearer("MOONSHOT_API_KEY"))
                .reads(new Moonshot())
                .references(ReferenceKeys.both("moonshotai", "moonshot/").genaiPrices("moonshotai"))
                .confirmedBy(Evidence.RECORDED_BODY)
                .withoutPrices("The list quotes no price");
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        Boolean seesImages = record.flag("supports_image_in");
        draft.capabilities(new Capabilities(null, null, seesImages, null, record.flag("supports_reasoning"), null));
        if (seesImages != null) {
            List<String> inputs = new ArrayList<>(List.of("text"));
            if (seesImages) {
                inputs.add("image");
            }
            if (record.isTrue("supports_video_in")) {
                inputs.add("video");
            }
            draft.modalities(inputs, null);
        }
    }
}
