package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ValueLines;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code held}: suspicious price changes that wait for a decision. */
@Command(name = "held", description = "List price changes that are held back; approve or reject one.")
final class HeldCommand extends ApiCommand {
    static final String ROUTE = "/admin/held-changes";

    private static final Columns COLUMNS = new Columns()
            .add(">ID", "id")
            .add("PROVIDER", "provider_slug", "provider")
            .add("MODEL", "provider_model_id")
            .add("RULE", "rule")
            .add(">SERVED IN", "before.prompt")
            .add(">HELD IN", "after.prompt")
            .add(">SERVED OUT", "before.completion")
            .add(">HELD OUT", "after.completion")
            .add("BUT", "told_by.1.source")
            .add(">SAYS IN", "told_by.1.price.prompt")
            .add(">SAYS OUT", "told_by.1.price.completion")
            .add("STATUS", "status")
            .add("SINCE", "first_seen_at");

    @Option(names = "--provider", paramLabel = "SLUG", description = "Only this provider's.")
    private @Nullable String provider;

    HeldCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        List<Parameter> parameters = new ArrayList<>();
        if (provider != null) {
            parameters.add(new Parameter("provider", provider));
        }
        JsonNode answer = api().get(ROUTE, parameters);
        if (!printedAsJson(answer)) {
            printRows(answer, List.of("data", "held_changes"), COLUMNS, "Nothing is held.");
        }
        return OK;
    }

    /** Decides one held change. */
    abstract static class Decision extends ApiCommand {
        private final String verb;

        @Parameters(index = "0", paramLabel = "ID", description = "The change, as the list shows it.")
        private long id;

        @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept with the decision.")
        private @Nullable String note;

        Decision(CommandContext context, String verb) {
            super(context);
            this.verb = verb;
        }

        @Override
        public Integer call() {
            ObjectNode body = Json.object();
            if (note != null) {
                body.put("note", note);
            }
            JsonNode answer = api().post(ApiClient.path("admin", "held-changes", Long.toString(id), verb), body);
            if (!printedAsJson(answer)) {
                ValueLines.of(answer).forEach(screen()::line);
            }
            return OK;
        }
    }

    /** {@code held approve}: serves the held price from now on. */
    @Command(name = "approve", description = "Serve the held price from now on.")
    static final class Approve extends Decision {
        Approve(CommandContext context) {
            super(context, "approve");
        }
    }

    /** {@code held reject}: keeps the old price until the provider quotes yet another one. */
    @Command(name = "reject", description = "Keep the old price until the provider quotes yet another one.")
    static final class Reject extends Decision {
        Reject(CommandContext context) {
            super(context, "reject");
        }
    }
}
