package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Amounts;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code models}: the catalog's models with their prices. */
@Command(name = "models", description = "List models; prices are USD per million tokens.")
final class ModelsCommand extends ApiCommand {
    @Parameters(arity = "0..1", paramLabel = "QUERY", description = "Part of a name or id.")
    private @Nullable String query;

    @Option(
            names = "--provider",
            paramLabel = "SLUG",
            completionCandidates = Words.Providers.class,
            description = "Only this provider's.")
    private @Nullable String provider;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    ModelsCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        List<Parameter> parameters = new ArrayList<>();
        if (query != null) {
            parameters.add(new Parameter("q", query));
        }
        if (provider != null) {
            parameters.add(new Parameter("provider", provider));
        }
        parameters.add(new Parameter("limit", Integer.toString(limit)));
        JsonNode answer = api().get("/models", parameters);
        if (!printedAsJson(answer)) {
            print(answer);
        }
        return OK;
    }

    private void print(JsonNode answer) {
        Table table = new Table("PROVIDER", "MODEL", ">CONTEXT", ">INPUT $/M", ">OUTPUT $/M", "PRICE");
        for (JsonNode model : answer.path("data")) {
            JsonNode pricing = model.path("pricing");
            table.row(
                    Json.text(model, "provider_slug", ""),
                    Json.text(model, "provider_model_id", Json.text(model, "id", "")),
                    Json.text(model, "context_length", ""),
                    Amounts.perMillion(Json.text(pricing, "prompt")),
                    Amounts.perMillion(Json.text(pricing, "completion")),
                    pricing.path("complete").asBoolean(true)
                            ? Json.text(pricing, "state", "")
                            : Json.text(pricing, "state", "") + ", not complete");
        }
        if (table.isEmpty()) {
            screen().line("No model matches.");
            return;
        }
        table.print(screen());
        long total = answer.path("total").asLong();
        long shown = answer.path("data").size();
        if (total > shown) {
            screen().line(shown + " of " + total + "; see more with --limit.");
        }
    }
}
