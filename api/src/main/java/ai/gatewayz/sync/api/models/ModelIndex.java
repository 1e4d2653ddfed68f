package ai.gatewayz.sync.api.models;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Finds models whose names are like a text, by the groups of three letters that they share: what a database extension would
 * do, in a form that every database has. One index per version of the catalog, made when it is first asked for.
 */
final class ModelIndex {
    /** Which part of the text's trigrams a name must have. */
    private static final double LIKE_ENOUGH = 0.5;

    private static final String NAMES = """
            SELECT m.id, ARRAY[m.provider_model_id, m.model_id, m.model_name, p.slug || ' ' || m.provider_model_id,
                               p.name || ' ' || m.model_name]
                   || ARRAY(SELECT a || ' ' || m.provider_model_id FROM unnest(p.aliases) a)
                   || CASE WHEN jsonb_typeof(m.metadata -> 'aliases') = 'array'
                           THEN ARRAY(SELECT jsonb_array_elements_text(m.metadata -> 'aliases')) ELSE '{}' END AS names
            FROM catalog_models m JOIN providers p ON p.id = m.provider_id WHERE m.is_active ORDER BY m.id
            """;

    private final Cache<Long, List<Entry>> indexes =
            Caffeine.newBuilder().maximumSize(2).build();

    /** A model and the trigrams of each of its names, sorted. */
    private record Entry(long id, List<int[]> names) {}

    /** A model and how like the text it is, 0 to 1. */
    private record Hit(long id, double score) {}

    /** Ids of the models that are most like a text, without those that are known already. */
    List<Long> like(Handle handle, long generation, String text, Set<Long> known, int limit) {
        int[] asked = trigrams(text);
        if (asked.length < 2 || limit <= 0) {
            return List.of();
        }
        List<Entry> entries = indexes.get(generation, unused -> load(handle));
        List<Hit> hits = new ArrayList<>();
        for (Entry entry : entries) {
            double score = entry.names().stream()
                    .mapToDouble(name -> score(asked, name))
                    .max()
                    .orElse(0);
            if (score >= LIKE_ENOUGH && !known.contains(entry.id())) {
                hits.add(new Hit(entry.id(), score));
            }
        }
        return hits.stream()
                .sorted(Comparator.comparingDouble(Hit::score).reversed().thenComparingLong(Hit::id))
                .limit(limit)
                .map(Hit::id)
                .toList();
    }

    private static List<Entry> load(Handle handle) {
        return handle.createQuery(NAMES)
                .setFetchSize(2000)
                .map((row, context) -> entry(row))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                words(row.getArray("names")).stream()
                        .distinct()
                        .map(ModelIndex::trigrams)
                        .toList());
    }

    private static List<String> words(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }

    /** The part of the asked trigrams that a name has; a shorter name wins between equals. */
    private static double score(int[] asked, int[] name) {
        int shared = 0;
        for (int trigram : asked) {
            if (Arrays.binarySearch(name, trigram) >= 0) {
                shared++;
            }
        }
        return shared * (1.0 - 0.001 * Math.min(100, name.length)) / asked.length;
    }

    /** Each word with a space around it, cut into overlapping groups of three; what is no letter or digit parts words. */
    static int[] trigrams(String text) {
        String padded = " "
                + text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip() + " ";
        return java.util.stream.IntStream.range(0, Math.max(0, padded.length() - 2))
                .map(i -> padded.substring(i, i + 3).hashCode())
                .distinct()
                .sorted()
                .toArray();
    }
}
