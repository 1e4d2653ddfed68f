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
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * AIHubMix's list: comma lists instead of arrays, and prices per million tokens for the text types only, with tiers for
 * prompts of more tokens than their {@code size}. What a price of the other types buys is not declared.
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
            PriceField.of("input", PriceKind.INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("output", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("cache_read", PriceKind.CACHE_READ, USD_PER_MILLION_TOKENS),
            PriceField.of("cache_write", PriceKind.CACHE_WRITE, USD_PER_MILLION_TOKENS));
    private static final Set<String> TIER_FIELDS = Set.of("tier", "input", "output", "cache_read", "cache_write");
    private static final Set<String> BOUND_FIELDS = Set.of("type", "size");

    @Override
    public List<PriceField> priceFields() {
        return Stream.of("pricing.", "pricing.tiers[].")
                .flatMap(at -> FIELDS.stream().map(f -> PriceField.of(at + f.path(), f.kind(), f.unit())))
                .toList();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        List<String> types = commaList(record.text("types"));
        List<String> inputs = commaList(record.text("input_modalities"));
        draft.id(record.text("model_id"))
                .name(record.text("model_name"))
                .description(record.text("desc"))
                .modalities(inputs, commaList(record.text("output_modalities")))
                .capabilities(capabilities(record, inputs))
                .note("types", record.text("types"))
                .note("developer_id", record.scalar("developer_id"));
        addLimits(record, draft);
        if ("deprecated".equals(record.text("retire_stage"))) {
            draft.deprecation(true, null);
        }
        if (types != null
                && types.stream().anyMatch(TOKEN_TYPES::contains)
                && types.stream().noneMatch(OTHER_TYPES::contains)) {
            JsonRecord pricing = record.at("pricing");
            OpenAiModels.readPrices(pricing, FIELDS, draft);
            addTiers(pricing, draft);
            if (draft.id().endsWith("-free")) {
                RecordRule.freeIfZero("free_suffix").apply(record, draft);
            }
        } else {
            RecordRule.undeclaredUnit("pricing.input", "pricing.output").apply(record, draft);
        }
    }

    private static Capabilities capabilities(JsonRecord record, @Nullable List<String> inputs) {
        Capabilities words = FeatureWords.read(
                commaList(record.text("features")),
                inputs,
                Set.of(FeatureWords.TOOLS, FeatureWords.REASONING, FeatureWords.STRUCTURED));
        Boolean tools = record.flag("tool_call");
        Boolean reasoning = record.flag("reasoning");
        return new Capabilities(
                null,
                tools == null ? words.functionCalling() : tools,
                words.vision(),
                null,
                reasoning == null ? words.reasoning() : reasoning,
                words.structuredOutputs());
    }

    /** An output limit that is no less than the context stands for one that is not known. */
    private static void addLimits(JsonRecord record, ModelDraft draft) {
        Long context = record.count("context_length");
        Long maxOutput = record.count("max_output");
        boolean isKnown = context == null || maxOutput == null || maxOutput < context;
        draft.limits(context, isKnown ? maxOutput : null)
                .note("max_output_tokens", isKnown ? null : String.valueOf(maxOutput));
    }

    /** Tiers in the order of their sizes; from the first on that is not, or that has another field, none is taken. */
    private static void addTiers(JsonRecord pricing, ModelDraft draft) {
        long last = 0;
        for (JsonRecord tier : pricing.records("tiers")) {
            Long size = tier.count("tier.size");
            String type = tier.text("tier.type");
            boolean isKnown = TIER_FIELDS.containsAll(tier.names())
                    && BOUND_FIELDS.containsAll(tier.at("tier").names())
                    && (type == null || type.equals("context"));
            if (!isKnown || size == null || size <= last) {
                draft.pricing().refuse(PriceRefusal.TIERS);
                return;
            }
            last = size;
            PriceCondition above = PriceCondition.promptFrom(size + 1);
            FIELDS.forEach(f -> draft.pricing().add(f.kind(), f.unit(), tier.priceText(f.path()), above));
        }
    }

    private static @Nullable List<String> commaList(@Nullable String text) {
        return text == null
                ? null
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
}
