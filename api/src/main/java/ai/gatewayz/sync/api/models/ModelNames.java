package ai.gatewayz.sync.api.models;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a model is called, by itself and together with its provider, and what searches need of that. */
final class ModelNames {
    /** Beside those of {@link ModelSql}; aliases are null where there are none. */
    static final String COLUMNS = """
            p.name AS provider_name, nullif(p.aliases, '{}') AS provider_aliases,
            CASE WHEN jsonb_typeof(m.metadata -> 'aliases') = 'array'
                 THEN ARRAY(SELECT jsonb_array_elements_text(m.metadata -> 'aliases')) END AS model_aliases
            """;

    private final Texts texts;
    /** Made when first asked for: lists do without, and of a whole catalog they take as long as reading it. */
    private volatile @Nullable Trigrams trigrams;

    private ModelNames(Texts texts) {
        this.texts = texts;
    }

    /** What is said of a model itself, and its provider. */
    private record Texts(
            Folded providerModelId, Folded modelId, Folded name, Provider provider, List<String> aliases) {}

    /** What a model's provider is called. */
    record Provider(String slug, String name, List<String> aliases) {}

    /** A text as it is and in small letters; one string where both are the same. */
    record Folded(String text, String small) {
        private static Folded of(String text) {
            String small = smallLetters(text);
            return new Folded(text, small.equals(text) ? text : small);
        }
    }

    /** Out of a row with the columns of {@link ModelSql} and of this class. */
    static ModelNames of(ResultSet row, Provider provider) throws SQLException {
        Folded id = Folded.of(row.getString("provider_model_id"));
        Folded modelId = Folded.of(row.getString("model_id"));
        return new ModelNames(new Texts(
                id,
                modelId.equals(id) ? id : modelId,
                Folded.of(row.getString("model_name")),
                provider,
                words(row.getArray("model_aliases"))));
    }

    /** Of the provider in such a row. */
    static Provider provider(ResultSet row) throws SQLException {
        return new Provider(
                row.getString("slug"), row.getString("provider_name"), words(row.getArray("provider_aliases")));
    }

    /** The elements of an array; none of null. */
    static List<String> words(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /** The other ones where both are the same, so that what was made of them is not made again. */
    ModelNames orSame(ModelNames other) {
        return texts.equals(other.texts) ? other : this;
    }

    Folded providerModelId() {
        return texts.providerModelId();
    }

    Folded modelId() {
        return texts.modelId();
    }

    Folded name() {
        return texts.name();
    }

    /** Whether an id or the name holds a text in small letters. */
    boolean hold(String small) {
        return providerModelId().small().contains(small)
                || modelId().small().contains(small)
                || name().small().contains(small);
    }

    /** The groups of letters of all names, those together with the provider's included. */
    Trigrams trigrams() {
        Trigrams made = trigrams;
        if (made == null) {
            made = Trigrams.of(all());
            trigrams = made;
        }
        return made;
    }

    private Set<String> all() {
        String id = providerModelId().text();
        String name = name().text();
        Provider provider = texts.provider();
        Set<String> all = new LinkedHashSet<>(
                List.of(id, modelId().text(), name, provider.slug() + " " + id, provider.name() + " " + name));
        for (String alias : provider.aliases()) {
            all.add(alias + " " + id);
        }
        all.addAll(texts.aliases());
        return all;
    }

    /** Letter by letter, so that a text found in another one is also found in its small letters. */
    static String smallLetters(String text) {
        int i = 0;
        while (i < text.length() && isSmall(text.codePointAt(i))) {
            i += Character.charCount(text.codePointAt(i));
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder small = new StringBuilder(text.length()).append(text, 0, i);
        while (i < text.length()) {
            int c = text.codePointAt(i);
            small.appendCodePoint(Character.toLowerCase(c));
            i += Character.charCount(c);
        }
        return small.toString();
    }

    private static boolean isSmall(int c) {
        return Character.toLowerCase(c) == c;
    }
}
