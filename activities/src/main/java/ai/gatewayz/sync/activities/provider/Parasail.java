package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.List;
import java.util.Set;

/** The public price list of serverless endpoints: dollars per million tokens, except for speech, whose unit it does not say. */
final class Parasail implements RecordMapper {
    static Provider entry() {
        return Provider.of("parasail", "Parasail")
                .list("https://platform.parasail.io/api/v1", "/prices/serverlessEndpoints")
                .reads(Envelope.topLevelArray(), new Parasail())
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }

    private static final Set<String> TOKEN_TASKS = Set.of("chat", "generate", "embed", "embedding");
    private static final List<PriceField> FIELDS = List.of(
            PriceField.of("inputCost", PriceKind.INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("outputCost", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("cachedCost", PriceKind.CACHE_READ, USD_PER_MILLION_TOKENS));
    private static final RecordRule UNITLESS =
            RecordRule.undeclaredUnit(FIELDS.stream().map(PriceField::path).toArray(String[]::new));

    @Override
    public List<PriceField> priceFields() {
        return FIELDS;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        List<String> tags = record.words("tags");
        String task = record.text("engineTask");
        draft.id(record.text("externalAlias"))
                .name(record.firstText("displayName", "modelName"))
                .limits(record.count("contextLength"), record.count("maxCompletionTokens"))
                .note("hugging_face_id", record.text("modelName"))
                .note("task", task)
                .note("tags", tags == null ? null : String.join(", ", tags));
        boolean speech = tags != null && tags.contains("TTS");
        ModelKind told = task == null ? null : ModelKind.ofWord(task).orElse(null);
        draft.kind(speech ? (ModelKind) ModelKind.SPEECH : told);
        if (!speech && (task == null || TOKEN_TASKS.contains(task))) {
            OpenAiModels.readPrices(record, FIELDS, draft);
        } else {
            UNITLESS.apply(record, draft);
        }
    }
}
