package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.Capabilities;
import java.util.List;

/** Moonshot's list: OpenAI's, with vision as a flag in newer bodies; no prices. */
public final class MoonshotModels implements JsonModelFeed.RecordMapper {
    @Override
    public List<PriceField> priceFields() {
        return List.of();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        draft.capabilities(new Capabilities(null, null, record.flag("supports_image_in"), null, null, null));
    }
}
