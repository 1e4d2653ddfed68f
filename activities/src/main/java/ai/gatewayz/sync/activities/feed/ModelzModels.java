package ai.gatewayz.sync.activities.feed;

import java.util.List;

/** Modelz: a registry of tokens rather than of models; several names for the id, prices without a unit. */
public final class ModelzModels implements JsonModelFeed.RecordMapper {
    private static final RecordRule UNITLESS = RecordRule.undeclaredUnit("prompt_price", "completion_price");

    @Override
    public List<PriceField> priceFields() {
        return List.of();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        Boolean graduated = record.flag("isGraduated");
        draft.id(record.firstText("Token", "model_id", "modelId", "id", "name", "model"))
                .name(record.firstText("name", "model"))
                .description(record.text("description"))
                .limits(record.firstCount("context_length", "contextLength"), null)
                .note("graduated", graduated == null ? null : graduated.toString());
        UNITLESS.apply(record, draft);
    }
}
