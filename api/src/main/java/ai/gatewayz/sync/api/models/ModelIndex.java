package ai.gatewayz.sync.api.models;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Finds models whose names are like a text, by the groups of three letters that they share: what a database extension would
 * do, in a form that every database has. One index per version of the catalog, made when it is first asked for.
 */
final class ModelIndex {
    /** Which part of the text's trigrams a name must have. */
    private static final double LIKE_ENOUGH = 0.5;

    private final Cache<Long, List<NameTrigrams>> indexes =
            Caffeine.newBuilder().maximumSize(2).build();

    /** A model and the trigrams of each of its names, sorted. */
    private record NameTrigrams(long id, List<int[]> names) {}

    /** A model and how like the text it is, 0 to 1. */
    private record Hit(long id, double score) {}

    /** Ids of the models that are most like a text, without those that are known already. */
    List<Long> like(Handle handle, long generation, String text, Set<Long> known, int limit) {
        int[] asked = trigrams(text);
        if (asked.length < 2 || limit <= 0) {
            return List.of();
        }
        List<NameTrigrams> entries = indexes.get(generation, unused -> load(handle));
        List<Hit> hits = new ArrayList<>();
        for (NameTrigrams entry : entries) {
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

    private static List<NameTrigrams> load(Handle handle) {
        return handle.attach(ModelNameQueries.class).list().stream()
                .map(model -> new NameTrigrams(
                        model.id(),
                        model.names().stream()
                                .distinct()
                                .map(ModelIndex::trigrams)
                                .toList()))
                .toList();
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
