package ai.gatewayz.sync.catalog.model;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What goes into a model and what comes out, as sorted lower-case words; empty where the provider does not say. */
public record Modalities(List<String> input, List<String> output) {
    /** The provider says nothing. */
    public static final Modalities UNDECLARED = new Modalities(List.of(), List.of());

    /** Sorts, lower-cases and removes duplicates. */
    public Modalities {
        input = normalise(input);
        output = normalise(output);
    }

    private static List<String> normalise(Collection<String> words) {
        return words.stream()
                .map(w -> w.strip().toLowerCase(Locale.ROOT))
                .filter(w -> !w.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether both sides are known: half of the truth would be read as the whole. */
    public boolean isWhole() {
        return !input.isEmpty() && !output.isEmpty();
    }

    /** These, with what they leave out taken from others. */
    public Modalities or(Modalities others) {
        return new Modalities(input.isEmpty() ? others.input : input, output.isEmpty() ? others.output : output);
    }

    /** The arrow form, such as {@code image+text->text}; null where a side is not known. */
    public @Nullable String arrow() {
        return !isWhole() ? null : String.join("+", input) + "->" + String.join("+", output);
    }
}
