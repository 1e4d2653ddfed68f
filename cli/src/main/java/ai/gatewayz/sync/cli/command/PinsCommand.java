package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pins}: prices and delistings that operators set and no sync touches. */
@Command(
        name = "pins",
        description = "List what operators pinned; set or remove a pin.",
        footer = {"", "MOVED tells that the provider changed its price since the pin was set."})
final class PinsCommand extends ApiCommand {
    private static final String ROUTE = "/admin/overrides";
    private static final Columns COLUMNS = new Columns()
            .add(">ID", "id")
            .add("PROVIDER", "provider_slug")
            .add("MODEL", "provider_model_id")
            .add("KIND", "kind")
            .perMillion(">PINNED IN $/M", "pricing.prompt")
            .perMillion(">ITS OWN IN $/M", "upstream.prompt")
            .perMillion(">PINNED OUT $/M", "pricing.completion")
            .perMillion(">ITS OWN OUT $/M", "upstream.completion")
            .add("MOVED", "upstream_moved")
            .add("BY", "created_by")
            .add("SINCE", "created_at")
            .add("NOTE", "note");

    @Option(
            names = "--provider",
            paramLabel = "SLUG",
            completionCandidates = Words.Providers.class,
            description = "Only this provider's.")
    private @Nullable String provider;

    PinsCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        return list(this, provider);
    }

    private static int list(ApiCommand command, @Nullable String provider) {
        List<Parameter> parameters = new ArrayList<>();
        addIfGiven(parameters, "provider", provider);
        JsonNode answer = command.api().get(ROUTE, parameters);
        if (!command.printedAsJson(answer)) {
            command.printRows(answer, List.of("data"), COLUMNS, "Nothing is pinned.");
        }
        return OK;
    }

    /** {@code pins list}. */
    @Command(name = "list", description = "List what operators pinned.")
    static final class ListAll extends ApiCommand {
        @Option(
                names = "--provider",
                paramLabel = "SLUG",
                completionCandidates = Words.Providers.class,
                description = "Only this provider's.")
        private @Nullable String provider;

        ListAll(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return list(this, provider);
        }
    }

    /** {@code pins set}. */
    @Command(
            name = "set",
            description = "Pin a price, exact US dollars per one token, or take a model off.",
            footer = {
                "",
                "Example: ./catalog-sync pins set groq llama-3 --prompt 0.00000005 --completion 0.00000008 --note contract"
            })
    static final class Set extends ApiCommand {
        @Parameters(
                index = "0",
                paramLabel = "PROVIDER",
                completionCandidates = Words.Providers.class,
                description = "The provider's slug.")
        private String provider = "";

        @Parameters(index = "1", paramLabel = "MODEL", description = "The provider's own model id.")
        private String model = "";

        @Option(names = "--prompt", paramLabel = "USD", description = "Per input token, such as 0.0000015.")
        private @Nullable String prompt;

        @Option(names = "--completion", paramLabel = "USD", description = "Per output token.")
        private @Nullable String completion;

        @Option(names = "--cache-read", paramLabel = "USD", description = "Per input token read from a cache.")
        private @Nullable String cacheRead;

        @Option(names = "--cache-write", paramLabel = "USD", description = "Per input token written to a cache.")
        private @Nullable String cacheWrite;

        @Option(names = "--image", paramLabel = "USD", description = "Per image input token.")
        private @Nullable String image;

        @Option(names = "--request", paramLabel = "USD", description = "Per request.")
        private @Nullable String request;

        @Option(names = "--free", description = "It costs nothing.")
        private boolean free;

        @Option(names = "--off", description = "Take the model off, in place of a price.")
        private boolean off;

        @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept with the pin.")
        private @Nullable String note;

        Set(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            Map<String, String> prices = prices();
            if ((off ? 1 : 0) + (free ? 1 : 0) + (prices.isEmpty() ? 0 : 1) != 1) {
                throw CommandFailure.usage("give prices, --free or --off");
            }
            ObjectNode body = Json.object()
                    .put("provider", provider)
                    .put("model_id", model)
                    .put("kind", off ? "delist" : "price");
            if (free) {
                body.put("state", "free");
            }
            prices.forEach(body::put);
            if (note != null) {
                body.put("note", note);
            }
            JsonNode pin = api().post(ROUTE, body);
            if (!printedAsJson(pin)) {
                COLUMNS.table(List.of(pin)).print(screen());
            }
            return OK;
        }

        private Map<String, String> prices() {
            Map<String, String> prices = new LinkedHashMap<>();
            put(prices, "prompt", prompt);
            put(prices, "completion", completion);
            put(prices, "cache_read", cacheRead);
            put(prices, "cache_write", cacheWrite);
            put(prices, "image", image);
            put(prices, "request", request);
            return prices;
        }

        private static void put(Map<String, String> prices, String name, @Nullable String usd) {
            if (usd != null) {
                prices.put(name, usd);
            }
        }
    }

    /** {@code pins remove}. */
    @Command(name = "remove", description = "Remove a pin; what the provider says is served again.")
    static final class Remove extends ApiCommand {
        @Parameters(paramLabel = "ID", description = "The pin, as the list shows it.")
        private long id;

        Remove(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            JsonNode pin = api().delete(ApiClient.path("admin", "overrides", Long.toString(id)));
            if (!printedAsJson(pin)) {
                screen().line(Json.text(pin, "provider_slug", "") + " " + Json.text(pin, "provider_model_id", "")
                        + ": the pin is removed; what the provider says is served again.");
            }
            return OK;
        }
    }
}
