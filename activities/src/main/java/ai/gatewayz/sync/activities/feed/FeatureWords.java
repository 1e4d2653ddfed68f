package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.Capabilities;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads capabilities from the words of a provider's feature list. What its list cannot say stays undeclared. */
public enum FeatureWords {
    TOOLS("tools", "tool_choice", "functions", "function_call", "function-calling", "function_calling", "tool-use"),
    VISION("vision"),
    JSON("response_format", "json_mode"),
    REASONING("reasoning", "reasoning_effort", "thinking"),
    STRUCTURED("structured_outputs", "structured-outputs");

    private final Set<String> spellings;

    FeatureWords(String... spellings) {
        this.spellings = Set.of(spellings);
    }

    private boolean in(List<String> words) {
        return words.stream().anyMatch(spellings::contains);
    }

    /**
     * The capabilities.
     *
     * @param words the record's list, null where it has none: then nothing of the vocabulary is declared
     * @param inputs the record's input modalities; they tell vision where the vocabulary cannot
     * @param vocabulary what the provider's list can express, so that a missing word means no
     */
    public static Capabilities read(
            @Nullable List<String> words, @Nullable List<String> inputs, Set<FeatureWords> vocabulary) {
        Boolean seesImages = inputs == null ? null : (Boolean) inputs.contains("image");
        return new Capabilities(
                null,
                TOOLS.declared(words, vocabulary),
                vocabulary.contains(VISION) ? VISION.declared(words, vocabulary) : seesImages,
                JSON.declared(words, vocabulary),
                REASONING.declared(words, vocabulary),
                STRUCTURED.declared(words, vocabulary));
    }

    private @Nullable Boolean declared(@Nullable List<String> words, Set<FeatureWords> vocabulary) {
        return words == null || !vocabulary.contains(this) ? null : (Boolean) in(words);
    }
}
