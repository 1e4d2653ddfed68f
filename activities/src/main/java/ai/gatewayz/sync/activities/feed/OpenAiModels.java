package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.QuotedPrice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list shape that most providers share with OpenAI's {@code GET /models}. Prices are read only from fields that the
 * provider's entry declares with their unit.
 */
public final class OpenAiModels implements RecordMapper {
    static final String[] INPUT_MODALITIES = {"architecture.input_modalities", "input_modalities"};
    static final String[] OUTPUT_MODALITIES = {"architecture.output_modalities", "output_modalities"};
    private static final Set<FeatureWords> VOCABULARY =
            Set.of(FeatureWords.TOOLS, FeatureWords.JSON, FeatureWords.REASONING, FeatureWords.STRUCTURED);

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
        readPrices(record, priceFields, draft);
    }

    /** Reads price fields that stand below the record itself. Fields that say the same price have to agree. */
    public static void readPrices(JsonRecord record, List<PriceField> fields, ModelDraft draft) {
        Set<PriceField> told = new HashSet<>();
        for (PriceField field : fields) {
            if (!told.contains(field)) {
                List<PriceField> same = fields.stream()
                        .filter(f -> f.kind() == field.kind() && f.condition().equals(field.condition()))
                        .toList();
                told.addAll(same);
                List<QuotedPrice> said = new ArrayList<>();
                for (PriceField one : same) {
                    PriceText text = record.priceText(one.path());
                    if (text != null) {
                        said.add(new QuotedPrice(one.unit(), text));
                    }
                }
                QuotedPrice.agreed(said, draft.pricing())
                        .ifPresent(p -> draft.pricing().add(field.kind(), p.unit(), p.said(), field.condition()));
            }
        }
    }

    /** Reads everything but the price; feeds of related shapes start from it. */
    public static void readFacts(JsonRecord record, ModelDraft draft) {
        draft.id(record.text("id"))
                .name(record.firstText("display_name", "name"))
                .description(record.text("description"))
                .limits(
                        record.firstCount("context_length", "context_window", "max_model_len", "max_context_length"),
                        record.firstCount("max_output_tokens", "max_completion_tokens", "max_output_length"))
                .modalities(firstWords(record, INPUT_MODALITIES), firstWords(record, OUTPUT_MODALITIES))
                .dates(record.instant("created"), null)
                .capabilities(capabilities(record))
                .note("owned_by", record.text("owned_by"));
    }

    /** What the record's list of features and its input modalities declare. */
    public static Capabilities capabilities(JsonRecord record) {
        List<String> words = firstWords(record, "supported_parameters", "supported_features");
        return FeatureWords.read(words, firstWords(record, INPUT_MODALITIES), VOCABULARY);
    }

    /** The first array of strings among several fields; null where there is none. */
    public static @Nullable List<String> firstWords(JsonRecord record, String... paths) {
        for (String path : paths) {
            List<String> words = record.words(path);
            if (words != null) {
                return words;
            }
        }
        return null;
    }
}
