package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Columns;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code changes}: the change feed. */
@Command(name = "changes", description = "List what syncs changed, oldest first.")
final class ChangesCommand extends ApiCommand {
    private static final Columns COLUMNS = new Columns()
            .add(">SEQ", "seq")
            .add("AT", "at")
            .add("CHANGE", "type")
            .add("PROVIDER", "provider_slug")
            .add("MODEL", "provider_model_id", "model_id");

    @Option(names = "--since", paramLabel = "SEQ", description = "Only those after this number (default: 0).")
    private long since;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    ChangesCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        JsonNode answer = api().get(
                        "/changes",
                        List.of(
                                new Parameter("since", Long.toString(since)),
                                new Parameter("limit", Integer.toString(limit))));
        if (!printedAsJson(answer)) {
            printRows(answer, List.of("data"), COLUMNS, "No changes.");
        }
        return OK;
    }
}
