package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenRouterModels;
import ai.gatewayz.sync.activities.feed.RecordMapper;

/** Kilo Gateway: OpenRouter's list with an explicit {@code isFree}, which alone makes a model free. */
final class Kilo {
    private Kilo() {}

    static Provider entry() {
        return Provider.of("kilo", "Kilo Gateway")
                .aliases("kilocode")
                .list("https://api.kilo.ai", "/api/openrouter/models")
                .reads(records())
                .confirmedBy(Evidence.RECORDED_BODY)
                .note("The path of the list is not confirmed");
    }

    /** What a record means. */
    static RecordMapper records() {
        return new OpenRouterModels().and(Kilo::readOwn);
    }

    private static void readOwn(JsonRecord record, ModelDraft draft) {
        Boolean trains = record.flag("mayTrainOnYourPrompts");
        draft.note("may_train_on_prompts", trains == null ? null : trains.toString());
        record.known("terminalBench");
        if (record.isTrue("isFree")) {
            draft.pricing().declareFree("declared");
        }
    }
}
