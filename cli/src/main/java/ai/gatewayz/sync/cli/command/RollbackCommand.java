package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Amounts;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollback}: serves a provider's prices as they were, or takes that back. */
@Command(
        name = "rollback",
        description = {
            "Serve a provider's prices as they were at an earlier generation.",
            "Syncs go on; --undo serves what the provider says again. Generations are in `changes --json`."
        })
final class RollbackCommand extends ApiCommand {
    @Parameters(
            index = "0",
            paramLabel = "PROVIDER",
            completionCandidates = Words.Providers.class,
            description = "Its slug or an alias.")
    private String provider = "";

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(names = "--dry-run", description = "Only count the prices that would be pinned.")
    private boolean dryRun;

    /** One of the two. */
    static final class Target {
        @Option(
                names = "--to",
                paramLabel = "GENERATION",
                description = "The last one that was right.",
                required = true)
        private @Nullable Long to;

        @Option(names = "--undo", description = "Take the provider's rollbacks back.", required = true)
        private boolean undo;
    }

    RollbackCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        String route = ApiClient.path("admin", "providers", provider, "rollback");
        JsonNode answer = target.undo ? undo(route) : api().post(route, parameters());
        if (!printedAsJson(answer)) {
            screen().line(target.undo ? undone(answer) : pinned(answer));
        }
        return OK;
    }

    private JsonNode undo(String route) {
        if (dryRun) {
            throw CommandFailure.usage("--dry-run goes with --to");
        }
        return api().delete(route);
    }

    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(List.of(new Parameter("to", String.valueOf(target.to))));
        if (dryRun) {
            parameters.add(new Parameter("dry_run", "true"));
        }
        return parameters;
    }

    private static String pinned(JsonNode answer) {
        long kept = answer.path("kept").asLong();
        return Json.text(answer, "provider", "") + ": "
                + Amounts.counted(answer.path("pinned").asLong(), "price")
                + (answer.path("dry_run").asBoolean()
                        ? " would be"
                        : verb(answer.path("pinned").asLong()))
                + (answer.path("pinned").asLong() == 1 ? " pinned as it was" : " pinned as they were")
                + " at generation " + answer.path("to").asLong()
                + (kept == 0
                        ? ""
                        : "; " + (kept == 1 ? "1 other has" : kept + " others have") + " a pin of their own,"
                                + " which stays")
                + ".";
    }

    private static String undone(JsonNode answer) {
        long removed = answer.path("removed").asLong();
        return Json.text(answer, "provider", "") + ": " + Amounts.counted(removed, "pin") + verb(removed)
                + " removed; what the provider says is served again.";
    }

    private static String verb(long number) {
        return number == 1 ? " is" : " are";
    }
}
