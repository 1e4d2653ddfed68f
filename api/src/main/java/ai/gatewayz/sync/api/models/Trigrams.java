package ai.gatewayz.sync.api.models;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The groups of three letters of a model's names, by which a text is found that is only like one of them: what a database
 * extension would do, in a form that every database has.
 */
final class Trigrams {
    /** Which part of a text's groups a name must have. */
    private static final double LIKE_ENOUGH = 0.5;

    private static final int SIGNATURE_WORDS = 8;
    private static final int LONGEST_COUNTED = 100;

    /** By what each of the usual letters stands in words: a space for those that part them. */
    private static final char[] SMALL = small();

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
    static Trigrams of(Set<String> names) {
        int[][] groups = new int[names.size()][];
        int i = 0;
        for (String name : names) {
            groups[i++] = of(name);
        }
        return new Trigrams(groups);
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

        /** Whether a name of a model may hold a text, whose groups within words these are; false is certain. */
        boolean mayHold(int model, Asked within) {
            return isWithout(model, within, 0);
        }

        /** Whether a name of a model may be like a text with these groups; false is certain. */
        boolean mayBeLike(int model, Asked asked) {
            return isWithout(model, asked, asked.most());
        }

        /** Whether no more than so many of the groups are in no name. */
        private boolean isWithout(int model, Asked asked, int most) {
            int missing = 0;
            for (int i = 0; i < asked.bits().length; i++) {
                if ((words[model * SIGNATURE_WORDS + asked.words()[i]] & asked.bits()[i]) == 0 && ++missing > most) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Groups of a text, as they are looked for in signatures.
     *
     * @param words in which word of a signature the bit of each stands
     * @param most how many of them a name that is like the text may lack
     */
    record Asked(int[] words, long[] bits, int most) {
        static Asked of(int[] groups) {
            return new Asked(
                    Arrays.stream(groups).map(Trigrams::word).toArray(),
                    Arrays.stream(groups).mapToLong(Trigrams::bit).toArray(),
                    (int) (groups.length * (1 - LIKE_ENOUGH)));
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
        return groups(text, false);
    }

    /** Only the groups within words: each name that holds the text, in the middle of its words or not, has all of them. */
    static int[] within(String text) {
        return groups(text, true);
    }

    /** Sorted, each once. In loops, since the first reader of a whole catalog waits for those of a hundred thousand names. */
    private static int[] groups(String text, boolean isWithin) {
        char[] words = new char[2 * text.length() + 2];
        int length = putWords(text, words);
        int[] groups = new int[Math.max(0, length - 2)];
        int count = 0;
        for (int i = 0; i + 2 < length; i++) {
            if (!isWithin || words[i] != ' ' && words[i + 1] != ' ' && words[i + 2] != ' ') {
                groups[count++] = (words[i] * 31 + words[i + 1]) * 31 + words[i + 2];
            }
        }
        Arrays.sort(groups, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (distinct == 0 || groups[distinct - 1] != groups[i]) {
                groups[distinct++] = groups[i];
            }
        }
        return Arrays.copyOf(groups, distinct);
    }

    /**
     * Puts the words of a text one behind the other, in small letters and with a space around each.
     *
     * @return how many letters and spaces
     */
    private static int putWords(String text, char[] words) {
        int end = 0;
        words[end++] = ' ';
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < SMALL.length && SMALL[letter] != ' ') {
                words[end++] = SMALL[letter];
            } else if (letter >= SMALL.length && isPartOfWord(text.codePointAt(i))) {
                int c = text.codePointAt(i);
                end += Character.toChars(Character.toLowerCase(c), words, end);
                i += Character.charCount(c) - 1;
            } else if (words[end - 1] != ' ') {
                words[end++] = ' ';
            }
        }
        if (words[end - 1] != ' ') {
            words[end++] = ' ';
        }
        return end;
    }

    private static char[] small() {
        char[] small = new char[128];
        for (int c = 0; c < small.length; c++) {
            small[c] = isPartOfWord(c) ? (char) Character.toLowerCase(c) : ' ';
        }
        return small;
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
