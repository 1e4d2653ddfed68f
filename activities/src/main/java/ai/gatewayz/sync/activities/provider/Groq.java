package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_CHARACTER;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.provider.Tier;
import java.util.List;
import java.util.stream.Stream;

/** Groq's list: dollars per token as strings, but per character where the output is speech. */
final class Groq implements RecordMapper {
    static Provider entry() {
        return Provider.of("groq", "Groq")
                .list("https://api.groq.com/openai/v1", "/models")
                .credential(Credential.bearer("GROQ_API_KEY"))
                .tier(Tier.EVERY_15_MINUTES)
                .reads(new Groq())
                .references(ReferenceKeys.both("groq", "groq/").genaiPrices("groq"))
                .confirmedBy(Evidence.RECORDED_BODY);
    }

    private static final List<PriceField> TEXT = List.of(
            PriceField.of("pricing.prompt", PriceKind.INPUT, USD_PER_TOKEN),
            PriceField.of("pricing.completion", PriceKind.OUTPUT, USD_PER_TOKEN),
            PriceField.of("pricing.input_cache_read", PriceKind.CACHE_READ, USD_PER_TOKEN));
    private static final List<PriceField> SPEECH = List.of(
            PriceField.of("pricing.prompt", PriceKind.INPUT, USD_PER_CHARACTER),
            PriceField.of("pricing.input_cache_read", PriceKind.CACHE_READ, USD_PER_CHARACTER));

    @Override
    public List<PriceField> priceFields() {
        return Stream.concat(TEXT.stream(), SPEECH.stream()).toList();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        List<String> outputs = record.words("output_modalities");
        boolean speech = outputs != null && outputs.contains("speech");
        OpenAiModels.readPrices(record, speech ? SPEECH : TEXT, draft);
        draft.note("hugging_face_id", record.text("hugging_face_id"));
        RecordRule.zeroSoFar("pricing.image", "pricing.request").apply(record, draft);
        RecordRule.offeredIf("active", "true").apply(record, draft);
    }
}
