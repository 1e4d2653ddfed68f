package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.SkipReason;
import java.util.List;

/** Cohere's list: named by {@code name}, capabilities as feature words, no prices; own fine-tunes are left out. */
public final class CohereModels implements JsonModelFeed.RecordMapper {
    @Override
    public List<PriceField> priceFields() {
        return List.of();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        draft.id(record.text("name")).limits(record.count("context_length"), null);
        List<String> features = record.words("features");
        if (features != null) {
            draft.capabilities(new Capabilities(
                    null,
                    features.contains("tools"),
                    features.contains("vision"),
                    features.contains("json_mode"),
                    features.contains("reasoning"),
                    features.contains("json_schema")));
        }
        List<String> endpoints = record.words("endpoints");
        if (endpoints != null) {
            draft.note(
                    "endpoints", String.join(", ", endpoints.stream().sorted().toList()));
        }
        if (record.isTrue("is_deprecated")) {
            draft.note("deprecated", "true");
        }
        if (record.isTrue("finetuned")) {
            draft.skip(SkipReason.NOT_OFFERED, "a fine-tuned model of the account");
        }
    }
}
