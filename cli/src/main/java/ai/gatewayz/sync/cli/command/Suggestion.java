package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.catalog.model.NearestWord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What was probably meant by a word that is none. */
final class Suggestion {
    private Suggestion() {}

    /** The command or option of a command that is nearest to what it did not know; empty when none is near. */
    static Optional<String> of(CommandLine.UnmatchedArgumentException unmatched) {
        List<String> words = unmatched.getUnmatched();
        CommandSpec spec = unmatched.getCommandLine().getCommandSpec();
        Stream<String> known = Stream.concat(
                spec.subcommands().keySet().stream(), spec.options().stream().map(OptionSpec::longestName));
        return words.isEmpty() ? Optional.empty() : NearestWord.of(words.get(0), known);
    }
}
