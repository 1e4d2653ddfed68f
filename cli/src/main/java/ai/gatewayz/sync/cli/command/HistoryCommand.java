package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Columns;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code history}: past syncs, newest first. */
@Command(name = "history", description = "List past provider syncs, newest first.")
final class HistoryCommand extends ApiCommand {
    private static final Columns COLUMNS = new Columns()
            .add("STARTED", "sync_started_at")
            .add("PROVIDER", "provider_slug")
            .add("STATUS", "status")
            .add(">FETCHED", "models_fetched")
            .add(">UPDATED", "models_updated")
            .add(">SKIPPED", "models_skipped")
            .add(">MS", "duration_ms")
            .add("BY", "triggered_by")
            .add("ERROR", "error_message");

    @Option(
            names = "--provider",
            paramLabel = "SLUG",
            completionCandidates = Words.Providers.class,
            description = "Only this provider's.")
    private @Nullable String provider;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    HistoryCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        List<Parameter> parameters = new ArrayList<>();
        if (provider != null) {
            parameters.add(new Parameter("provider", provider));
        }
        parameters.add(new Parameter("limit", Integer.toString(limit)));
        JsonNode answer = api().get("/pricing/sync/history", parameters);
        if (!printedAsJson(answer)) {
            printRows(answer, List.of("history"), COLUMNS, "No syncs yet.");
        }
        return OK;
    }
}
