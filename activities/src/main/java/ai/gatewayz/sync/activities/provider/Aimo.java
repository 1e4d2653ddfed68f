package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import java.util.List;

/** AiMo's list: a model and its sellers, whose prices have no declared unit. A model without sellers is not offered. */
final class Aimo implements RecordMapper {
    static Provider entry() {
        return Provider.of("aimo", "AiMo")
                .list("https://beta.aimo.network/api/v1", "/models")
                .credential(Credential.bearer("AIMO_API_KEY"))
                .reads(new Aimo())
                .confirmedBy(Evidence.FORMER_CLIENT)
                .withoutPrices("Prices have no declared unit; they are kept as text and never converted");
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
