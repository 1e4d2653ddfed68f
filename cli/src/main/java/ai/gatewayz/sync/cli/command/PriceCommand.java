package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.ValueLines;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code price}: one model's exact price. */
@Command(name = "price", description = "Show a model's exact price: decimal USD per one unit.")
final class PriceCommand extends ApiCommand {
    private static final Columns COMPONENTS = new Columns()
            .add("KIND", "kind")
            .add("UNIT", "unit")
            .add(">$ PER UNIT", "amount", "price", "usd")
            .add("CONDITION", "condition", "conditions")
            .add("AS PUBLISHED", "raw", "source_text")
            .add("IN", "quoted_unit")
            .add("AT", "pointer");

    @Parameters(
            index = "0",
            paramLabel = "PROVIDER",
            completionCandidates = Words.Providers.class,
            description = "The provider's slug.")
    private String provider = "";

    @Parameters(index = "1", paramLabel = "MODEL", description = "The provider's own model id.")
    private String model = "";

    @Option(names = "--at", paramLabel = "T", description = "The price that was valid then (ISO-8601 instant).")
    private @Nullable String at;

    PriceCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        List<Parameter> parameters = new ArrayList<>();
        if (at != null) {
            parameters.add(new Parameter("at", at));
        }
        JsonNode answer = api().get(ApiClient.path("prices", provider, model), parameters);
        if (!printedAsJson(answer)) {
            ValueLines.of(answer).forEach(screen()::line);
            JsonNode components = answer.findPath("components");
            if (components.isArray() && !components.isEmpty()) {
                screen().line("");
                COMPONENTS.table(components).print(screen());
            }
            JsonNode unread = answer.path("pricing").path("unread");
            if (!unread.isEmpty()) {
                screen().line("");
                screen().line("Not complete. The provider states these terms, and they are not read:");
                unread.forEach(pointer -> screen().line("  " + pointer.asText()));
            }
        }
        return OK;
    }
}
