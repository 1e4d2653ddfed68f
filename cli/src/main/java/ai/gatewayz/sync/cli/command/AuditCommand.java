package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Columns;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit}: who changed what. */
@Command(
        name = "audit",
        description = "List the calls that changed something, newest first.",
        footer = {"", "WHO is the beginning of the SHA-256 of the caller's key."})
final class AuditCommand extends ApiCommand {
    private static final Columns COLUMNS = new Columns()
            .add(">ID", "id")
            .add("AT", "at")
            .add("WHO", "actor")
            .add("ROLE", "role")
            .add("CALL", "method")
            .add("PATH", "path")
            .add(">STATUS", "status");

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--before", paramLabel = "ID", description = "Only older ones than this.")
    private @Nullable Long before;

    AuditCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        List<Parameter> parameters = new ArrayList<>(List.of(new Parameter("limit", Integer.toString(limit))));
        addIfGiven(parameters, "before", before == null ? null : before.toString());
        JsonNode answer = api().get("/admin/audit", parameters);
        if (!printedAsJson(answer)) {
            printRows(answer, List.of("data"), COLUMNS, "Nobody changed anything.");
        }
        return OK;
    }
}
