package ai.gatewayz.sync.catalog.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The known word that was probably meant by one that is not known. */
public final class NearestWord {
    private static final int MOST_EDITS = 2;

    private NearestWord() {}

    /** The word that is at most two letters away, or half of its letters where it is shorter; empty when none is. */
    public static Optional<String> of(String word, Stream<String> known) {
        return known.filter(name -> edits(word, name) <= Math.min(MOST_EDITS, name.length() / 2))
                .min(Comparator.comparing(name -> edits(word, name)));
    }

    /** Letters to add, drop or replace; Levenshtein's distance. */
    private static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
