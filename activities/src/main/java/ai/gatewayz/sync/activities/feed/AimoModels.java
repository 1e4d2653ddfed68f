package ai.gatewayz.sync.activities.feed;

import java.util.List;

/** AiMo's list: a model and its sellers, whose prices have no declared unit. A model without sellers is not offered. */
public final class AimoModels implements JsonModelFeed.RecordMapper {
    @Override
    public List<PriceField> priceFields() {
        return List.of();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        draft.id(record.text("name"));
        List<JsonRecord> sellers = record.records("providers");
        if (sellers.isEmpty()) {
            draft.notOffered("no seller");
        }
        for (int i = 0; i < sellers.size(); i++) {
            JsonRecord seller = sellers.get(i);
            String key = "providers." + i + ".";
            draft.note(key + "id", seller.text("id"))
                    .note(key + "pricing.prompt", seller.scalar("pricing.prompt"))
                    .note(key + "pricing.completion", seller.scalar("pricing.completion"));
            if (seller.has("pricing")) {
                draft.pricing().unknownBecause("unit_unknown");
            }
        }
    }
}
