package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.FeatureWords;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * AIHubMix's list: comma lists instead of arrays, and prices per million tokens for the text types only. What a price of
 * the other types buys is not declared.
 */
final class Aihubmix implements RecordMapper {
    static Provider entry() {
        return Provider.of("aihubmix", "AIHubMix")
                .list("https://aihubmix.com", "/api/v1/models")
                .credential(Credential.optionalBearer("AIHUBMIX_API_KEY"))
                .reads(new Aihubmix())
                .references(ReferenceKeys.modelsDev("aihubmix"))
                .confirmedBy(Evidence.DOCUMENTATION, Evidence.OTHER_CLIENTS);
    }

    private static final Set<String> TOKEN_TYPES = Set.of("llm", "embedding", "rerank");
    private static final Set<String> OTHER_TYPES = Set.of("image_generation", "video", "tts", "stt", "ocr");
    private static final List<PriceField> FIELDS = List.of(
            PriceField.of("pricing.input", PriceKind.INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.output", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.cache_read", PriceKind.CACHE_READ, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.cache_write", PriceKind.CACHE_WRITE, USD_PER_MILLION_TOKENS));

    @Override
    public List<PriceField> priceFields() {
        return FIELDS;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        List<String> types = commaList(record.text("types"));
        List<String> inputs = commaList(record.text("input_modalities"));
        draft.id(record.text("model_id"))
                .name(record.text("model_name"))
                .description(record.text("desc"))
                .limits(record.count("context_length"), record.count("max_output"))
                .modalities(inputs, null)
                .capabilities(FeatureWords.read(
                        commaList(record.text("features")),
                        inputs,
                        Set.of(FeatureWords.TOOLS, FeatureWords.REASONING, FeatureWords.STRUCTURED)))
                .note("types", record.text("types"))
                .note("developer_id", record.scalar("developer_id"));
        if (types != null
                && types.stream().anyMatch(TOKEN_TYPES::contains)
                && types.stream().noneMatch(OTHER_TYPES::contains)) {
            OpenAiModels.readPrices(record, FIELDS, draft);
            if (draft.id().endsWith("-free")) {
                RecordRule.freeIfZero("free_suffix").apply(record, draft);
            }
        } else {
            RecordRule.undeclaredUnit("pricing.input", "pricing.output").apply(record, draft);
        }
    }

    private static @Nullable List<String> commaList(@Nullable String text) {
        return text == null
                ? null
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
}
