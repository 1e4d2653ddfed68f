package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.data.DataDirectory;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options that every command has. */
@Command
final class CommonOptions {
    static final String VERBOSE = "--verbose";

    @Option(names = "--json", description = "Print JSON for machines.")
    boolean json;

    @Option(
            names = {"-v", VERBOSE},
            description = "Show details and log more.")
    boolean verbose;

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory (DATA_DIR, else ./.catalog-sync).")
    @Nullable
    Path data;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    DataDirectory dataDirectory(Map<String, String> environment) {
        return DataDirectory.find(data, environment);
    }
}
