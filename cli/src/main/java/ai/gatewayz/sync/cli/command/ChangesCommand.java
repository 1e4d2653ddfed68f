package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Columns;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code changes}: the change feed. */
@Command(
        name = "changes",
        description = {
            "List the newest changes of the catalog, oldest first.",
            "GEN is the catalog's generation, which `rollback` and `diff` take."
        },
        footer = {"", "Example: ./catalog-sync changes --provider groq --type price.changed"})
final class ChangesCommand extends ApiCommand {
    private static final Columns COLUMNS = new Columns()
            .add(">SEQ", "seq")
            .add("AT", "at")
            .add(">GEN", "generation")
            .add("CHANGE", "type")
            .add("PROVIDER", "provider_slug")
            .add("MODEL", "provider_model_id", "model_id")
            .perMillion(">WAS IN $/M", "before.prompt")
            .perMillion(">IN $/M", "after.prompt")
            .perMillion(">WAS OUT $/M", "before.completion")
            .perMillion(">OUT $/M", "after.completion");

    @Option(names = "--since", paramLabel = "SEQ", description = "The first ones after this number instead.")
    private @Nullable Long since;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--provider", paramLabel = "SLUG", description = "Only of this provider; repeatable.")
    private List<String> providers = new ArrayList<>();

    @Option(names = "--model", paramLabel = "ID", description = "Only of this model; repeatable.")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            completionCandidates = Words.Events.class,
            description = "Only of this kind, as in CHANGE; repeatable.")
    private List<String> types = new ArrayList<>();

    ChangesCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        List<Parameter> parameters = new ArrayList<>();
        if (since == null) {
            parameters.add(new Parameter("last", Integer.toString(limit)));
        } else {
            parameters.add(new Parameter("since", Long.toString(since)));
            parameters.add(new Parameter("limit", Integer.toString(limit)));
        }
        providers.forEach(provider -> parameters.add(new Parameter("provider", provider)));
        models.forEach(model -> parameters.add(new Parameter("model", model)));
        types.forEach(type -> parameters.add(new Parameter("type", type)));
        JsonNode answer = api().get("/changes", parameters);
        if (!printedAsJson(answer)) {
            printRows(answer, List.of("data"), COLUMNS, "No changes.");
        }
        return OK;
    }
}
