package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.SkipReason;
import java.util.List;

/** OpenAI's own list: retirement dates, no prices, and the account's fine-tuned models, which nobody else can call. */
public final class OpenAiOwnModels implements JsonModelFeed.RecordMapper {
    @Override
    public List<PriceField> priceFields() {
        return List.of();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        draft.dates(record.instant("created"), record.instant("deprecation_date"));
        if (draft.id().startsWith("ft:")) {
            draft.skip(SkipReason.NOT_OFFERED, "a fine-tuned model of the account");
        }
    }
}
