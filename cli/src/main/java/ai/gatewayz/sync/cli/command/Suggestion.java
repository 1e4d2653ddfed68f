package ai.gatewayz.sync.cli.command;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What was probably meant by a word that is none. */
final class Suggestion {
    private static final int MOST_EDITS = 2;

    private Suggestion() {}

    /** The command or option of a command that is nearest to what it did not know; empty when none is near. */
    static Optional<String> of(CommandLine.UnmatchedArgumentException unmatched) {
        List<String> words = unmatched.getUnmatched();
        CommandSpec spec = unmatched.getCommandLine().getCommandSpec();
        Stream<String> known = Stream.concat(
                spec.subcommands().keySet().stream(), spec.options().stream().map(OptionSpec::longestName));
        return words.isEmpty() ? Optional.empty() : nearest(words.get(0), known);
    }

    private static Optional<String> nearest(String word, Stream<String> known) {
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
