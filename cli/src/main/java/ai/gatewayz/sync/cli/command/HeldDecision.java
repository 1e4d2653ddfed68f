package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Amounts;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ValueLines;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides held prices: by their ids, or everything that filters match. */
abstract class HeldDecision extends ApiCommand {
    private static final String DECISIONS = HeldCommand.ROUTE + "/decisions";

    private final String verb;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "The changes, as the list shows them.")
    private List<Long> ids = new ArrayList<>();

    @Mixin
    private HeldCommand.Which which = new HeldCommand.Which();

    @Option(names = "--all", description = "All that wait and match, in place of ids.")
    private boolean all;

    @Option(names = "--limit", paramLabel = "N", description = "Only the newest N that match, in place of --all.")
    private @Nullable Integer limit;

    @Option(names = "--expected", paramLabel = "N", description = "Change nothing when it is another number.")
    private @Nullable Integer expected;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept with the decision.")
    private @Nullable String note;

    HeldDecision(CommandContext context, String verb) {
        super(context);
        this.verb = verb;
    }

    @Override
    public Integer call() {
        boolean filtered = all || limit != null || !which.parameters().isEmpty();
        if (ids.isEmpty() == !filtered || (all && limit != null)) {
            throw CommandFailure.usage("give ids, or --all or --limit with what they are to match");
        }
        if (filtered && !all && limit == null) {
            throw CommandFailure.usage("add --all for everything that matches, or --limit N");
        }
        return ids.size() == 1 && expected == null ? one(ids.get(0)) : many();
    }

    private int one(long id) {
        JsonNode answer = api().post(ApiClient.path("admin", "held-changes", Long.toString(id), verb), noted());
        if (!printedAsJson(answer)) {
            ValueLines.of(StatusCommand.scalarsOnly(answer)).forEach(screen()::line);
        }
        return OK;
    }

    private int many() {
        ObjectNode body = noted().put("decision", verb);
        int found = all ? filter(body) : ids(body, ids.isEmpty() ? newest() : ids);
        int wanted = expected == null ? found : expected;
        if (found == 0 && wanted == 0) {
            screen().line("Nothing matches.");
            return OK;
        }
        JsonNode answer = api().post(DECISIONS, body.put("expected", wanted));
        if (!printedAsJson(answer)) {
            screen().line(Amounts.counted(answer.path("decided").asLong(), "price") + " "
                    + Json.text(answer, "decision", "decided") + ".");
        }
        return OK;
    }

    private int filter(ObjectNode body) {
        ObjectNode filter = body.putObject("filter");
        List<Parameter> parameters = which.parameters();
        parameters.forEach(parameter -> filter.put(parameter.name(), parameter.value()));
        parameters.add(new Parameter("limit", "1"));
        return api().get(HeldCommand.ROUTE, parameters).path("total").asInt();
    }

    private static int ids(ObjectNode body, List<Long> chosen) {
        chosen.forEach(body.withArray("ids")::add);
        return chosen.size();
    }

    private List<Long> newest() {
        List<Parameter> parameters = which.parameters();
        parameters.add(new Parameter("limit", String.valueOf(limit)));
        List<Long> found = new ArrayList<>();
        api().get(HeldCommand.ROUTE, parameters)
                .path("data")
                .forEach(hold -> found.add(hold.path("id").asLong()));
        return found;
    }

    private ObjectNode noted() {
        return note == null ? Json.object() : Json.object().put("note", note);
    }

    /** {@code held approve}: serves the held prices from now on. */
    @Command(
            name = "approve",
            description = "Serve held prices from now on.",
            footer = {"", "Example: ./catalog-sync held approve --provider zenmux --rule ratio --all --note announced"})
    static final class Approve extends HeldDecision {
        Approve(CommandContext context) {
            super(context, "approve");
        }
    }

    /** {@code held reject}: keeps the old prices until the provider quotes yet others. */
    @Command(name = "reject", description = "Keep the old prices until the provider quotes yet others.")
    static final class Reject extends HeldDecision {
        Reject(CommandContext context) {
            super(context, "reject");
        }
    }
}
