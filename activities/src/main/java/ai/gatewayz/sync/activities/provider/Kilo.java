package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenRouterModels;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import java.util.List;

/**
 * Kilo Gateway: OpenRouter's list with an explicit {@code isFree}, which alone makes a model free. A route that cannot be
 * used now is listed at −1 without any parameter, which no router is.
 */
final class Kilo {
    private Kilo() {}

    static Provider entry() {
        return Provider.of("kilo", "Kilo Gateway")
                .aliases("kilocode")
                .list("https://api.kilo.ai", "/api/openrouter/models")
                .reads(records())
                .confirmedBy(Evidence.RECORDED_BODY, Evidence.OTHER_CLIENTS);
    }

    /** What a record means. */
    static RecordMapper records() {
        return new OpenRouterModels().and(Kilo::readOwn);
    }

    private static void readOwn(JsonRecord record, ModelDraft draft) {
        Boolean trains = record.flag("mayTrainOnYourPrompts");
        draft.note("may_train_on_prompts", trains == null ? null : trains.toString());
        record.known("terminalBench");
        List<String> parameters = record.words("supported_parameters");
        boolean isRouter = "Router".equals(record.text("architecture.tokenizer"));
        if (parameters != null && parameters.isEmpty() && !isRouter && "-1".equals(record.decimal("pricing.prompt"))) {
            draft.notOffered("its price is -1, and it takes no parameter");
        }
        if (record.isTrue("isFree")) {
            draft.pricing().declareFree("declared");
        }
    }
}
