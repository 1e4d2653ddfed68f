package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code subscriptions}: who is told of changes by signed messages. */
@Command(
        name = "subscriptions",
        description = "List who is told of changes; add, remove, pause, resume, test or replay a subscription.",
        footer = {"", "POSITION is the last event of ./catalog-sync changes that was told; PENDING are those after it."
        })
final class SubscriptionsCommand extends ApiCommand {
    private static final String ROUTE = "/admin/subscriptions";
    private static final Columns COLUMNS = new Columns()
            .add("ID", "id", "target")
            .add("ADDRESS", "origin", "kind")
            .add("STATE", "state")
            .add(">POSITION", "delivered_seq")
            .add(">PENDING", "pending")
            .add("DELIVERED", "delivered_at")
            .add(">FAILURES", "failures")
            .add("LAST ERROR", "dead_reason", "last_error")
            .add("TESTED", "test_ended_at")
            .add("TEST ERROR", "test_error")
            .add("NOTE", "note");

    SubscriptionsCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        return list(this);
    }

    private static int list(ApiCommand command) {
        JsonNode answer = command.api().get(ROUTE, List.of());
        if (!command.printedAsJson(answer)) {
            command.printRows(answer, List.of("data"), COLUMNS, "Nobody is told of changes.");
        }
        return OK;
    }

    /** {@code subscriptions list}. */
    @Command(name = "list", description = "List who is told of changes, and how far each has been told.")
    static final class ListAll extends ApiCommand {
        ListAll(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return list(this);
        }
    }

    /** {@code subscriptions add}. */
    @Command(
            name = "add",
            description = "Have an address told of changes from now on. Prints its secret, which is never shown again.",
            footer = {
                "",
                "Example: ./catalog-sync subscriptions add https://example.org/hook --type price.changed --min-change 5"
            })
    static final class Add extends ApiCommand {
        @Parameters(paramLabel = "URL", description = "Where messages are posted to: https, public.")
        private String url = "";

        @Option(
                names = "--type",
                split = ",",
                paramLabel = "TYPE",
                completionCandidates = Words.Events.class,
                description = "Only events of this type, such as price.changed.")
        private @Nullable List<String> types;

        @Option(
                names = "--provider",
                split = ",",
                paramLabel = "SLUG",
                completionCandidates = Words.Providers.class,
                description = "Only this provider's.")
        private @Nullable List<String> providers;

        @Option(names = "--model", paramLabel = "ID", description = "Only this model's.")
        private @Nullable List<String> models;

        @Option(
                names = "--min-change",
                paramLabel = "PERCENT",
                description = "Only moves of a price of at least so many percent.")
        private @Nullable BigDecimal minChange;

        @Option(names = "--note", paramLabel = "TEXT", description = "Whose it is; kept with it.")
        private @Nullable String note;

        Add(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            ObjectNode body = Json.object().put("url", url);
            put(body, "types", types);
            put(body, "providers", providers);
            put(body, "models", models);
            if (minChange != null) {
                body.put("min_change_percent", minChange);
            }
            if (note != null) {
                body.put("note", note);
            }
            JsonNode added = api().post(ROUTE, body);
            if (!printedAsJson(added)) {
                screen().line("Added: " + Json.text(added, "id", ""));
                screen().line("Its secret, which is not shown again: " + Json.text(added, "secret", ""));
                screen().line("Try it with: ./catalog-sync subscriptions test " + Json.text(added, "id", ""));
            }
            return OK;
        }

        private static void put(ObjectNode body, String field, @Nullable List<String> values) {
            if (values != null) {
                values.forEach(body.withArray(field)::add);
            }
        }
    }

    /** A command on one subscription. */
    abstract static class OnOne extends ApiCommand {
        @Parameters(paramLabel = "ID", description = "The subscription, as the list shows it.")
        private String id = "";

        OnOne(CommandContext context) {
            super(context);
        }

        final int post(String verb, List<Parameter> parameters, String done) {
            return print(api().post(ApiClient.path("admin", "subscriptions", id, verb), parameters), done);
        }

        final int delete(String done) {
            return print(api().delete(ApiClient.path("admin", "subscriptions", id)), done);
        }

        private int print(JsonNode subscription, String done) {
            if (!printedAsJson(subscription)) {
                screen().line(id + done);
            }
            return OK;
        }
    }

    /** {@code subscriptions remove}. */
    @Command(name = "remove", description = "Remove a subscription, with what it was not told.")
    static final class Remove extends OnOne {
        Remove(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return delete(" is removed.");
        }
    }

    /** {@code subscriptions pause}. */
    @Command(name = "pause", description = "Stop telling it; it keeps its position.")
    static final class Pause extends OnOne {
        Pause(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return post("pause", List.of(), " is paused and keeps its position.");
        }
    }

    /** {@code subscriptions resume}. */
    @Command(name = "resume", description = "Tell it again from where it was, also when it is dead.")
    static final class Resume extends OnOne {
        Resume(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return post("resume", List.of(), " is told again from where it was.");
        }
    }

    /** {@code subscriptions test}. */
    @Command(name = "test", description = "Send it a test message, once.")
    static final class Test extends OnOne {
        Test(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return post("test", List.of(), " gets a test message; see how it ended with: ./catalog-sync subscriptions");
        }
    }

    /** {@code subscriptions replay}. */
    @Command(name = "replay", description = "Tell it everything after an event again.")
    static final class Replay extends OnOne {
        @Option(
                names = "--since",
                required = true,
                paramLabel = "SEQ",
                description = "The number of the last event that is not told again; 0 for all.")
        private long since;

        Replay(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return post(
                    "replay",
                    List.of(new Parameter("since", Long.toString(since))),
                    " is told everything after event " + since + " again.");
        }
    }
}
