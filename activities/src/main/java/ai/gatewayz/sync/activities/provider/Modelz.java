package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;

/** Modelz: a registry of tokens rather than of models; several names for the id, prices without a unit. */
final class Modelz implements RecordMapper {
    static Provider entry() {
        return Provider.of("modelz", "Modelz")
                .list("https://backend.alpacanetwork.ai", "/api/tokens")
                .reads(Envelope.array("data").orArray("tokens").orTopLevelArray(), new Modelz())
                .confirmedBy(Evidence.FORMER_CLIENT)
                .withoutPrices("Quotes prices without declaring their unit");
    }

    private static final RecordRule UNITLESS = RecordRule.undeclaredUnit("prompt_price", "completion_price");

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
