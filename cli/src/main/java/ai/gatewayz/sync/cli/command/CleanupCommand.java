package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code cleanup}: ends runs that are past their time, if there are any. */
@Command(name = "cleanup", description = "End runs that are past their timeout, if there are any.")
final class CleanupCommand extends ApiCommand {
    CleanupCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        JsonNode answer = api().post("/admin/pricing/sync/cleanup", List.of());
        if (!printedAsJson(answer)) {
            screen().line(Json.text(answer, "message", "done"));
        }
        return OK;
    }
}
