package ai.gatewayz.sync.activities.feed;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_CHARACTER;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.List;
import java.util.stream.Stream;

/** Groq's list: dollars per token as strings, but per character where the output is speech. */
public final class GroqModels implements JsonModelFeed.RecordMapper {
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
        RecordRule.offeredIf("active", "true").apply(record, draft);
    }
}
