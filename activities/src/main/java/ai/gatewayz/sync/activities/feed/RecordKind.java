package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.ModelKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a record says that its model is for, in whichever of the usual fields and words. A field that names the kind goes before
 * one that lists what can be called, and that one before flags of what the model can do.
 */
final class RecordKind {
    private static final String[] NAMES = {
        "type",
        "types",
        "model_type",
        "modelType",
        "category_type",
        "task",
        "task.name",
        "metadata.category",
        "mode",
        "pipeline_tag"
    };
    private static final String[] CALLS = {
        "endpoints", "supported_endpoints", "supportedGenerationMethods", "capabilities"
    };
    private static final String FLAGS = "capabilities";

    private RecordKind() {}

    /** The kind, or nothing where no field has a word that is known. */
    static Optional<ModelKind> of(JsonRecord record) {
        for (String name : NAMES) {
            String word = record.text(name);
            Optional<ModelKind> kind =
                    word == null ? Optional.empty() : ModelKind.ofWords(Arrays.asList(word.split(",", -1)));
            if (kind.isPresent()) {
                return kind;
            }
        }
        for (String call : CALLS) {
            List<String> words = record.words(call);
            Optional<ModelKind> kind = words == null ? Optional.empty() : ModelKind.ofWords(words);
            if (kind.isPresent()) {
                return kind;
            }
        }
        return ModelKind.ofWords(flags(record.at(FLAGS)));
    }

    private static List<String> flags(JsonRecord can) {
        List<String> set = new ArrayList<>();
        for (String name : can.names()) {
            if (can.isTrue(name)) {
                set.add(name);
            }
        }
        return set;
    }
}
