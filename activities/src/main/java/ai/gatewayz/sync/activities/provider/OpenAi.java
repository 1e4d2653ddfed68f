package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;

/** OpenAI's own list: retirement dates, no prices. */
final class OpenAi implements RecordMapper {
    static Provider entry() {
        return Provider.of("openai", "OpenAI")
                .list("https://api.openai.com/v1", "/models")
                .credential(Credential.bearer("OPENAI_API_KEY"))
                .reads(new OpenAi())
                .references(
                        ReferenceKeys.both("openai", "openai/").plain("openai").genaiPrices("openai"))
                .confirmedBy(Evidence.RECORDED_BODY)
                .withoutPrices("The list quotes no price");
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        draft.dates(record.instant("created"), record.instant("deprecation_date"));
    }
}
