package ai.gatewayz.sync.api.models;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The groups of three letters of a model's names, by which a text is found that is only like one of them: what a database
 * extension would do, in a form that every database has.
 */
final class Trigrams {
    /** Which part of a text's groups a name must have. */
    private static final double LIKE_ENOUGH = 0.5;

    private static final int SIGNATURE_WORDS = 8;
    private static final int LONGEST_COUNTED = 100;

    /** Of each name, sorted. */
    private final int[][] names;
    /** A bit for each group of any name: a group whose bit is not set is in none of them. */
    private final long[] signature = new long[SIGNATURE_WORDS];

    private Trigrams(int[][] names) {
        this.names = names;
        for (int[] name : names) {
            for (int trigram : name) {
                signature[word(trigram)] |= bit(trigram);
            }
        }
    }

    /** Of a model with these names. */
    static Trigrams of(Collection<String> names) {
        return new Trigrams(names.stream().distinct().map(Trigrams::of).toArray(int[][]::new));
    }

    /** The other one where both are the same, so that only one is held. */
    Trigrams orSame(Trigrams other) {
        return Arrays.deepEquals(names, other.names) ? other : this;
    }

    private static int word(int trigram) {
        return spread(trigram) >>> 6 & SIGNATURE_WORDS - 1;
    }

    private static long bit(int trigram) {
        return 1L << (spread(trigram) & 63);
    }

    private static int spread(int trigram) {
        return trigram * 0x9E3779B1 >>> 8;
    }

    /**
     * The signatures of many models one behind the other: going over them all takes a fraction of the time that going over
     * the models takes, which are all over the memory.
     */
    static final class Signatures {
        private final long[] words;

        Signatures(List<Trigrams> models) {
            words = new long[models.size() * SIGNATURE_WORDS];
            for (int i = 0; i < models.size(); i++) {
                System.arraycopy(models.get(i).signature, 0, words, i * SIGNATURE_WORDS, SIGNATURE_WORDS);
            }
        }

        /** Whether a name of a model may hold a text with these {@link #within} it; false is certain. */
        boolean mayHold(int model, int[] within) {
            return missing(model, within) == 0;
        }

        /** Whether a name of a model may be like a text with these groups; false is certain. */
        boolean mayBeLike(int model, int[] asked) {
            return asked.length - missing(model, asked) >= LIKE_ENOUGH * asked.length;
        }

        /** How many of the groups are in no name. */
        private int missing(int model, int[] asked) {
            int missing = 0;
            for (int trigram : asked) {
                missing += (words[model * SIGNATURE_WORDS + word(trigram)] & bit(trigram)) == 0 ? 1 : 0;
            }
            return missing;
        }
    }

    /** How like a text a model's best name is, 0 to 1; 0 also for one that is not like enough. */
    double likeness(int[] asked) {
        double best = 0;
        for (int[] name : names) {
            best = Math.max(best, score(asked, name));
        }
        return best >= LIKE_ENOUGH ? best : 0;
    }

    /** The part of the asked groups that a name has; a shorter name wins between equals. */
    private static double score(int[] asked, int[] name) {
        int shared = 0;
        for (int trigram : asked) {
            if (Arrays.binarySearch(name, trigram) >= 0) {
                shared++;
            }
        }
        return shared * (1.0 - 0.001 * Math.min(LONGEST_COUNTED, name.length)) / asked.length;
    }

    /** Each word with a space around it, cut into overlapping groups of three; what is no letter or digit parts words. */
    static int[] of(String text) {
        String words = words(text);
        return distinct(IntStream.range(0, Math.max(0, words.length() - 2)), words);
    }

    /** Only the groups within words: each name that holds the text, in the middle of its words or not, has all of them. */
    static int[] within(String text) {
        String words = words(text);
        return distinct(
                IntStream.range(0, Math.max(0, words.length() - 2))
                        .filter(i ->
                                words.charAt(i) != ' ' && words.charAt(i + 1) != ' ' && words.charAt(i + 2) != ' '),
                words);
    }

    private static String words(String text) {
        StringBuilder words = new StringBuilder(text.length() + 2).append(' ');
        text.codePoints().forEach(c -> {
            if (isPartOfWord(c)) {
                words.appendCodePoint(Character.toLowerCase(c));
            } else if (words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        });
        if (words.charAt(words.length() - 1) != ' ') {
            words.append(' ');
        }
        return words.toString();
    }

    private static int[] distinct(IntStream places, String words) {
        return places.map(i -> (words.charAt(i) * 31 + words.charAt(i + 1)) * 31 + words.charAt(i + 2))
                .sorted()
                .distinct()
                .toArray();
    }

    private static boolean isPartOfWord(int c) {
        if (Character.isLetter(c)) {
            return true;
        }
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }
}
