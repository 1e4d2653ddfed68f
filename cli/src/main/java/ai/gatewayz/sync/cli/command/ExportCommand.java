package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.output.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: the catalog as a file that other tools load. */
@Command(name = "export", description = "Print the catalog in a format that other tools load as it is.")
final class ExportCommand extends ApiCommand {
    @Parameters(
            index = "0",
            paramLabel = "FORMAT",
            completionCandidates = Words.Formats.class,
            description = "${COMPLETION-CANDIDATES}.")
    private String format = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write here instead of to the standard output.")
    private @Nullable Path output;

    ExportCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        String text = api().text(ApiClient.path("exports", format), List.of());
        if (output == null) {
            screen().line(text.stripTrailing());
            return OK;
        }
        try {
            Files.writeString(output, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CommandFailure.failed("cannot write " + output + ": " + e.getMessage(), e);
        }
        screen().note("Wrote " + output + ", " + text.lines().count() + " lines.");
        return OK;
    }
}
