package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Venice's list: dollars per million tokens beside amounts in its own coin, which are ignored, and one price step for
 * prompts above a threshold. Only rows of type {@code text} are billed by token.
 */
final class Venice implements RecordMapper {
    static Provider entry() {
        return Provider.of("venice", "Venice")
                .list("https://api.venice.ai/api/v1", "/models?type=text")
                .credential(Credential.optionalBearer("VENICE_API_KEY"))
                .reads(new Venice())
                .confirmedBy(Evidence.RECORDED_BODY);
    }

    private static final Map<String, String> INPUT_FLAGS =
            Map.of("supportsVision", "image", "supportsAudioInput", "audio", "supportsVideoInput", "video");
    private static final List<PriceField> FIELDS = List.of(
            PriceField.of("input.usd", PriceKind.INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("output.usd", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("cache_input.usd", PriceKind.CACHE_READ, USD_PER_MILLION_TOKENS),
            PriceField.of("cache_write.usd", PriceKind.CACHE_WRITE, USD_PER_MILLION_TOKENS));

    @Override
    public List<PriceField> priceFields() {
        return Stream.of("model_spec.pricing.", "model_spec.pricing.extended.")
                .flatMap(prefix -> FIELDS.stream().map(f -> PriceField.of(prefix + f.path(), f.kind(), f.unit())))
                .toList();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        JsonRecord spec = record.at("model_spec");
        JsonRecord can = spec.at("capabilities");
        Long context = record.firstCount("model_spec.availableContextTokens", "context_length");
        draft.name(spec.text("name"))
                .description(spec.text("description"))
                .limits(context, spec.count("maxCompletionTokens"))
                .capabilities(new Capabilities(
                        null,
                        can.flag("supportsFunctionCalling"),
                        can.flag("supportsVision"),
                        null,
                        can.flag("supportsReasoning"),
                        can.flag("supportsResponseSchema")))
                .note("model_source", spec.text("modelSource"))
                .note("privacy", spec.text("privacy"))
                .note("quantization", can.text("quantization"))
                .note("beta", spec.isTrue("betaModel") ? "true" : null);
        if (spec.isTrue("offline")) {
            draft.notOffered("offline");
        }
        if ("text".equals(record.text("type"))) {
            draft.modalities(inputs(can), List.of("text"));
            addPrices(spec.at("pricing"), draft);
        } else {
            draft.pricing().unknownBecause("unit_unknown");
        }
    }

    private static List<String> inputs(JsonRecord can) {
        List<String> inputs = new ArrayList<>(List.of("text"));
        INPUT_FLAGS.forEach((flag, word) -> {
            if (can.isTrue(flag)) {
                inputs.add(word);
            }
        });
        return inputs;
    }

    private static void addPrices(JsonRecord pricing, ModelDraft draft) {
        add(pricing, PriceCondition.ALWAYS, draft);
        Long threshold = pricing.count("extended.context_token_threshold");
        if (threshold != null) {
            add(pricing.at("extended"), PriceCondition.promptFrom(threshold + 1), draft);
        }
    }

    private static void add(JsonRecord pricing, PriceCondition condition, ModelDraft draft) {
        for (PriceField field : FIELDS) {
            pricing.known(field.path().replace(".usd", ".diem"));
            draft.pricing().add(field.kind(), field.unit(), pricing.priceText(field.path()), condition);
        }
    }
}
