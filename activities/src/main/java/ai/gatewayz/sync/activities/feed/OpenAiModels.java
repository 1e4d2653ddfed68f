package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.Capabilities;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list shape that most providers share with OpenAI's {@code GET /models}. Prices are read only from fields that the
 * provider's entry declares with their unit.
 */
public final class OpenAiModels implements JsonModelFeed.RecordMapper {
    private static final Set<String> TOOL_WORDS = Set.of("tools", "tool_choice", "functions", "function_call");
    private static final Set<String> TOOL_FEATURES = Set.of("tools", "function-calling", "function_calling");

    private final List<PriceField> priceFields;

    /** A list whose records have these price fields. */
    public OpenAiModels(PriceField... priceFields) {
        this.priceFields = List.of(priceFields);
    }

    @Override
    public List<PriceField> priceFields() {
        return priceFields;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        readFacts(record, draft);
        for (PriceField field : priceFields) {
            draft.pricing().add(field.kind(), field.unit(), record.decimal(field.path()), field.condition());
        }
    }

    /** Reads everything but the price; feeds of related shapes start from it. */
    static void readFacts(JsonRecord record, ModelDraft draft) {
        List<String> inputs = firstWords(record, "architecture.input_modalities", "input_modalities");
        List<String> outputs = firstWords(record, "architecture.output_modalities", "output_modalities");
        draft.id(record.text("id"))
                .name(record.firstText("display_name", "name"))
                .description(record.text("description"))
                .limits(
                        record.firstCount("context_length", "context_window", "max_model_len", "max_context_length"),
                        record.firstCount("max_output_tokens", "max_completion_tokens", "max_output_length"))
                .modalities(inputs, outputs)
                .dates(record.instant("created"), null)
                .capabilities(declared(record, inputs))
                .note("owned_by", record.text("owned_by"));
    }

    private static Capabilities declared(JsonRecord record, @Nullable List<String> inputs) {
        List<String> words = firstWords(record, "supported_parameters", "supported_features");
        Boolean vision = inputs == null ? null : (Boolean) inputs.contains("image");
        if (words == null) {
            return new Capabilities(null, null, vision, null, null, null);
        }
        return new Capabilities(
                null,
                words.stream().anyMatch(w -> TOOL_WORDS.contains(w) || TOOL_FEATURES.contains(w)),
                vision,
                words.contains("response_format") || words.contains("json_mode"),
                words.contains("reasoning"),
                words.contains("structured_outputs") || words.contains("structured-outputs"));
    }

    static @Nullable List<String> firstWords(JsonRecord record, String... paths) {
        for (String path : paths) {
            List<String> words = record.words(path);
            if (words != null) {
                return words;
            }
        }
        return null;
    }
}
