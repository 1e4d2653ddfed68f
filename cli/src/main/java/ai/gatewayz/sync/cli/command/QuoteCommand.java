package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quote}: what a request would cost, line by line. */
@Command(
        name = "quote",
        description = "Show what a request would cost, with a line for each part.",
        footer = {
            "",
            "A price that is not known is a failure with its reason, never 0.",
            "With --file, lines that have no price or cannot be read are listed with their numbers, and the exit code"
                    + " is 1.",
            "Example: ./catalog-sync quote openrouter openai/gpt-5 --input-tokens 250000 --output-tokens 4000"
        })
final class QuoteCommand extends ApiCommand {
    private static final Columns LINES = new Columns()
            .add("KIND", "kind")
            .add(">QUANTITY", "quantity")
            .add("UNIT", "unit")
            .add(">USD PER UNIT", "unit_price_usd")
            .add(">USD", "cost_usd")
            .add("CONDITION", "condition")
            .add("NOTE", "note");

    @Parameters(index = "0", arity = "0..1", paramLabel = "PROVIDER", description = "The provider's slug.")
    private String provider = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "MODEL", description = "The provider's own model id.")
    private String model = "";

    @Option(names = "--input-tokens", paramLabel = "N", description = "Tokens of the request.")
    private @Nullable Long inputTokens;

    @Option(names = "--output-tokens", paramLabel = "N", description = "Tokens of the answer.")
    private @Nullable Long outputTokens;

    @Option(names = "--cache-read-tokens", paramLabel = "N", description = "Input tokens read from the cache.")
    private @Nullable Long cacheReadTokens;

    @Option(names = "--cache-write-tokens", paramLabel = "N", description = "Input tokens written to the cache.")
    private @Nullable Long cacheWriteTokens;

    @Option(names = "--reasoning-tokens", paramLabel = "N", description = "Output tokens spent on reasoning.")
    private @Nullable Long reasoningTokens;

    @Option(names = "--requests", paramLabel = "N", description = "How many requests.")
    private @Nullable Long requests;

    @Option(names = "--service-tier", paramLabel = "TIER", description = "A service tier, such as batch or priority.")
    private @Nullable String serviceTier;

    @Option(names = "--at", paramLabel = "T", description = "By the price that was valid then (ISO-8601 instant).")
    private @Nullable String at;

    @Option(names = "--region", paramLabel = "NAME", description = "A region, as the provider names it.")
    private @Nullable String region;

    @Option(names = "--strict", description = "Fail when the provider states terms of its price that are not read.")
    private boolean strict;

    @Option(
            names = "--file",
            paramLabel = "CSV",
            description =
                    "Price a file of usage instead, as known then and as known now. Its first line names the fields:"
                            + " provider, model, at, input_tokens and so on.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    QuoteCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        if (file != null) {
            return quoteFile(file);
        }
        if (provider.isEmpty() || model.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name a PROVIDER and a MODEL, or a --file of usage");
        }
        JsonNode answer = api().get("/quote", parameters());
        if (!printedAsJson(answer)) {
            printRows(answer, List.of("lines"), LINES, "Nothing is charged.");
            screen().line("");
            screen().line("Total: " + Json.text(answer, "total_usd", "?") + " USD ("
                    + Json.text(answer, "price_state", "?") + ", " + Json.text(answer, "at", "?") + ")");
            answer.path("warnings").forEach(warning -> screen().line("Not complete: " + warning.asText()));
        }
        return OK;
    }

    private int quoteFile(Path usage) {
        UsageFile.Content content;
        try {
            content = UsageFile.read(usage);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--file " + usage + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--file " + usage + ": " + e.getMessage(), e);
        }
        UsageQuotes quotes = UsageQuotes.of(content, api());
        if (common.json) {
            screen().line(Json.pretty(quotes.json()));
        } else {
            quotes.print(screen());
        }
        return quotes.isComplete() ? OK : 1;
    }

    private List<Parameter> parameters() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("provider", provider);
        values.put("model", model);
        values.put("input_tokens", inputTokens);
        values.put("output_tokens", outputTokens);
        values.put("cache_read_tokens", cacheReadTokens);
        values.put("cache_write_tokens", cacheWriteTokens);
        values.put("reasoning_tokens", reasoningTokens);
        values.put("requests", requests);
        values.put("service_tier", serviceTier);
        values.put("region", region);
        values.put("at", at);
        values.put("strict", strict ? true : null);
        List<Parameter> parameters = new ArrayList<>();
        values.forEach((name, value) -> {
            if (value != null) {
                parameters.add(new Parameter(name, value.toString()));
            }
        });
        return parameters;
    }
}
