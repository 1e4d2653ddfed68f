package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Columns;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code held}: suspicious price changes that wait for a decision. */
@Command(
        name = "held",
        description = {
            "List price changes that are held back; approve or reject them.",
            "FACTOR is how many times the held price is the one that its rule compares it with."
        })
final class HeldCommand extends ApiCommand {
    static final String ROUTE = "/admin/held-changes";
    private static final int USUAL_LIMIT = 100;

    private static final Columns COLUMNS = new Columns()
            .add(">ID", "id")
            .add("PROVIDER", "provider_slug", "provider")
            .add("MODEL", "provider_model_id")
            .add("RULE", "rule")
            .add(">FACTOR", "factor")
            .perMillion(">SERVED IN $/M", "before.prompt")
            .perMillion(">HELD IN $/M", "after.prompt")
            .perMillion(">SERVED OUT $/M", "before.completion")
            .perMillion(">HELD OUT $/M", "after.completion")
            .add("BUT", "told_by.1.source")
            .perMillion(">SAYS IN $/M", "told_by.1.price.prompt")
            .perMillion(">SAYS OUT $/M", "told_by.1.price.completion")
            .add("STATUS", "status")
            .add("SINCE", "first_seen_at");

    @Mixin
    private Which which = new Which();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: " + USUAL_LIMIT + ").")
    private @Nullable Integer limit;

    /** Which held prices. */
    static final class Which {
        @Option(
                names = "--provider",
                paramLabel = "SLUG",
                completionCandidates = Words.Providers.class,
                description = "Only this provider's.")
        @Nullable
        String provider;

        @Option(
                names = "--rule",
                paramLabel = "RULE",
                completionCandidates = Words.Rules.class,
                description = "Only those that this rule holds.")
        @Nullable
        String rule;

        @Option(names = "--run", paramLabel = "JOB_ID", description = "Only those that this job found.")
        @Nullable
        String run;

        List<Parameter> parameters() {
            List<Parameter> parameters = new ArrayList<>();
            addIfGiven(parameters, "provider", provider);
            addIfGiven(parameters, "rule", rule);
            addIfGiven(parameters, "run", run);
            return parameters;
        }
    }

    HeldCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        return list(this, which, limit);
    }

    private static int list(ApiCommand command, Which which, @Nullable Integer limit) {
        List<Parameter> parameters = which.parameters();
        addIfGiven(parameters, "limit", limit == null ? null : limit.toString());
        JsonNode answer = command.api().get(ROUTE, parameters);
        if (!command.printedAsJson(answer)) {
            command.printRows(answer, List.of("data", "held_changes"), COLUMNS, "Nothing is held.");
            long shown = answer.path("data").size();
            if (answer.path("total").asLong() > shown) {
                command.screen().line(shown + " of " + answer.path("total").asLong() + "; see more with --limit.");
            }
        }
        return OK;
    }

    /** {@code held list}. */
    @Command(name = "list", description = "List price changes that are held back.")
    static final class ListAll extends ApiCommand {
        @Mixin
        private Which which = new Which();

        @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: " + USUAL_LIMIT + ").")
        private @Nullable Integer limit;

        ListAll(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return list(this, which, limit);
        }
    }
}
