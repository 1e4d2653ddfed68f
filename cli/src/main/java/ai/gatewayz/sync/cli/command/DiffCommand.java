package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diff}: what changed between two states of the catalog. */
@Command(
        name = "diff",
        description = "Compare two states of the catalog: models that came, went, or cost something else.",
        footer = {"", "Example: ./catalog-sync diff 2026-11-01T00:00:00Z 2026-11-08T00:00:00Z"})
final class DiffCommand extends ApiCommand {
    private static final Columns COLUMNS = new Columns()
            .add("PROVIDER", "provider")
            .add("MODEL", "provider_model_id")
            .add("WAS", "before.state")
            .add(">INPUT WAS", "before.prompt")
            .add(">OUTPUT WAS", "before.completion")
            .add("IS", "after.state")
            .add(">INPUT IS", "after.prompt")
            .add(">OUTPUT IS", "after.completion");

    @Parameters(index = "0", paramLabel = "FROM", description = "A generation or an instant.")
    private String from = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TO", description = "Another one (default: now).")
    private @Nullable String to;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many of each (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    DiffCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        List<Parameter> parameters =
                new ArrayList<>(List.of(new Parameter("from", from), new Parameter("limit", Integer.toString(limit))));
        if (to != null) {
            parameters.add(new Parameter("to", to));
        }
        JsonNode answer = api().get("/diff", parameters);
        if (!printedAsJson(answer)) {
            for (String part : List.of("added", "removed", "changed")) {
                screen().line(part.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + part.substring(1) + ": "
                        + Json.text(answer.path("counts"), part, "0"));
                if (!answer.path(part).isEmpty()) {
                    printRows(answer.path(part), List.of(), COLUMNS, "");
                }
            }
        }
        return OK;
    }
}
