package ai.gatewayz.sync.catalog.model;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

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

    /** The arrow form, such as {@code image+text->text}; an undeclared side is text. */
    public String arrow() {
        return side(input) + "->" + side(output);
    }

    private static String side(List<String> words) {
        return words.isEmpty() ? "text" : String.join("+", words);
    }
}
