package ai.gatewayz.sync.activities.feed;

import java.util.List;

/** Kilo Gateway: OpenRouter's list with an explicit {@code isFree}, which alone makes a model free. */
public final class KiloModels implements JsonModelFeed.RecordMapper {
    private final OpenRouterModels openRouter = new OpenRouterModels();

    @Override
    public List<PriceField> priceFields() {
        return openRouter.priceFields();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenRouterModels.readOffering(record, draft);
        Boolean trains = record.flag("mayTrainOnYourPrompts");
        draft.note("may_train_on_prompts", trains == null ? null : trains.toString());
        if (record.isTrue("isFree")) {
            draft.pricing().declareFree("declared");
        }
    }
}
