package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.client.ApiTarget;
import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.cli.output.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command that asks a running service. */
abstract class ApiCommand implements Callable<Integer> {
    static final int OK = 0;

    @Mixin
    CommonOptions common = new CommonOptions();

    final CommandContext context;

    ApiCommand(CommandContext context) {
        this.context = context;
    }

    final ApiClient api() {
        return new ApiClient(ApiTarget.find(context.environment(), common.dataDirectory(context.environment())));
    }

    final Screen screen() {
        return context.screen();
    }

    /** Prints an answer as it came, for machines; false when people read it. */
    final boolean printedAsJson(JsonNode answer) {
        if (common.json) {
            screen().line(Json.pretty(answer));
        }
        return common.json;
    }

    /** Adds a parameter that was given. */
    static void addIfGiven(List<Parameter> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.add(new Parameter(name, value));
        }
    }

    /** Prints rows as a table, or a sentence when there are none. */
    final void printRows(JsonNode answer, List<String> fields, Columns columns, String none) {
        JsonNode rows = answer;
        for (String field : fields) {
            if (answer.path(field).isArray()) {
                rows = answer.path(field);
            }
        }
        if (!rows.isArray() || rows.isEmpty()) {
            screen().line(none);
            return;
        }
        Table table = columns.table(rows);
        table.print(screen());
    }
}
