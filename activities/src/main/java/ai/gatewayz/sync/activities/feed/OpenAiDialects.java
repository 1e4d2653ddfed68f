package ai.gatewayz.sync.activities.feed;

import static ai.gatewayz.sync.activities.feed.FeatureWords.JSON;
import static ai.gatewayz.sync.activities.feed.FeatureWords.REASONING;
import static ai.gatewayz.sync.activities.feed.FeatureWords.STRUCTURED;
import static ai.gatewayz.sync.activities.feed.FeatureWords.TOOLS;
import static ai.gatewayz.sync.activities.feed.FeatureWords.VISION;
import static ai.gatewayz.sync.catalog.price.PriceKind.CACHE_READ;
import static ai.gatewayz.sync.catalog.price.PriceKind.INPUT;
import static ai.gatewayz.sync.catalog.price.PriceKind.OUTPUT;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_E10_PER_TOKEN;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.JsonModelFeed.RecordMapper;
import ai.gatewayz.sync.catalog.model.Capabilities;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OpenAI's list shape with the fields, units and free rules that single providers add to it. */
public final class OpenAiDialects {
    private OpenAiDialects() {}

    /** A flat subscription: no model has a price of its own. */
    public static RecordMapper featherless() {
        return new OpenAiModels()
                .and(RecordRule.unknownBecause("subscription"))
                .and(RecordRule.keep("model_class", "is_gated", "available_on_current_plan"));
    }

    /** Everything is below {@code metadata}, which is null for images, audio and retired models. */
    public static RecordMapper deepInfra() {
        return new OpenAiModels(
                        PriceField.of("metadata.pricing.input_tokens", INPUT, USD_PER_MILLION_TOKENS),
                        PriceField.of("metadata.pricing.output_tokens", OUTPUT, USD_PER_MILLION_TOKENS),
                        PriceField.of("metadata.pricing.cache_read_tokens", CACHE_READ, USD_PER_MILLION_TOKENS))
                .and(RecordRule.limits("metadata.context_length", "metadata.max_tokens"))
                .and(RecordRule.features("metadata.tags", Set.of(VISION, REASONING)))
                .and((record, draft) -> draft.description(record.text("metadata.description")));
    }

    /** Capabilities are flags; the image models have a kind of their own. */
    public static RecordMapper fireworks() {
        return new OpenAiModels().and(RecordRule.keep("kind", "supports_chat")).and((record, draft) -> {
            boolean image = "FLUMINA_BASE_MODEL".equals(record.text("kind"));
            draft.capabilities(new Capabilities(
                            null, record.flag("supports_tools"), record.flag("supports_image_input"), null, null, null))
                    .modalities(null, image ? List.of("image") : null);
        });
    }

    /** The public list. Zero on a model that is not deprecated is how a free model is declared. */
    public static RecordMapper cerebras() {
        return new OpenAiModels(
                        PriceField.of("pricing.prompt", INPUT, USD_PER_TOKEN),
                        PriceField.of("pricing.completion", OUTPUT, USD_PER_TOKEN))
                .and(RecordRule.limits("limits.max_context_length", "limits.max_completion_tokens"))
                .and(RecordRule.keep("deprecated"))
                .and((record, draft) -> {
                    Boolean tools = record.flag("capabilities.tools");
                    draft.capabilities(new Capabilities(
                            record.flag("capabilities.streaming"),
                            tools == null ? record.flag("capabilities.function_calling") : tools,
                            record.flag("capabilities.vision"),
                            record.flag("capabilities.json_mode"),
                            record.flag("capabilities.reasoning"),
                            record.flag("capabilities.structured_outputs")));
                    if (!record.isTrue("deprecated")) {
                        RecordRule.freeIfZero("declared").apply(record, draft);
                    }
                });
    }

    /** The verbose list. {@code created} is the time of the call and says nothing. */
    public static RecordMapper nebius() {
        return new OpenAiModels(
                        PriceField.of("pricing.prompt", INPUT, USD_PER_TOKEN),
                        PriceField.of("pricing.completion", OUTPUT, USD_PER_TOKEN))
                .and((record, draft) -> {
                    String modality = record.text("architecture.modality");
                    draft.dates(null, null).modalities(side(modality, 0), side(modality, 1));
                });
    }

    /** Text models only; zero means that nothing is charged, but no model is marked as free. */
    public static RecordMapper novita() {
        return new OpenAiModels(
                        PriceField.of("input_token_price_per_m", INPUT, USD_E10_PER_TOKEN),
                        PriceField.of("output_token_price_per_m", OUTPUT, USD_E10_PER_TOKEN))
                .and(RecordRule.freeIfZero("zero_price"))
                .and(RecordRule.limits("context_size", "max_output_tokens"))
                .and(RecordRule.features("features", Set.of(TOOLS, VISION, REASONING, STRUCTURED)))
                .and(RecordRule.keep("model_type"))
                .and(RecordRule.offeredIf("status", "1"));
    }

    /** Zero means that nothing is charged. Prices in TAO beside the dollars are not read. */
    public static RecordMapper chutes() {
        return new OpenAiModels(
                        PriceField.of("pricing.prompt", INPUT, USD_PER_MILLION_TOKENS),
                        PriceField.of("pricing.completion", OUTPUT, USD_PER_MILLION_TOKENS),
                        PriceField.of("pricing.input_cache_read", CACHE_READ, USD_PER_MILLION_TOKENS))
                .and(RecordRule.freeIfZero("zero_price"))
                .and(RecordRule.keep("quantization", "confidential_compute"));
    }

    /** No unit is declared anywhere. */
    public static RecordMapper anannas() {
        return new OpenAiModels()
                .and(RecordRule.limits("context_window", "max_output"))
                .and(RecordRule.features("supported_parameters", Set.of(TOOLS, JSON, REASONING, STRUCTURED)))
                .and(RecordRule.undeclaredUnit("pricing.input", "pricing.output"));
    }

    /** One side of an arrow such as {@code text+image->text}. */
    static @Nullable List<String> side(@Nullable String arrow, int index) {
        String[] sides = arrow == null ? new String[0] : arrow.split("->", -1);
        return sides.length == 2 ? List.of(sides[index].split("\\+", -1)) : null;
    }
}
