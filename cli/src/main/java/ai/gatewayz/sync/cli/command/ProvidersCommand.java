package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code providers}: the registry. */
@Command(name = "providers", description = "List the providers with health, counts and freshness.")
final class ProvidersCommand extends ApiCommand {
    private static final Columns COLUMNS = new Columns()
            .add("PROVIDER", "slug", "provider")
            .add("NAME", "name")
            .add("ACTIVE", "is_active", "active")
            .add("HEALTH", "health_status", "health")
            .add("TIER", "tier")
            .add(">MODELS", "active_models", "model_count", "models.active", "models_active", "models")
            .add("LAST SUCCESS", "last_success_at", "last_success", "last_sync_at", "last_sync")
            .add("WHY", "verdict_reason");

    ProvidersCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        JsonNode answer = api().get("/providers", List.of());
        if (!printedAsJson(answer)) {
            printRows(
                    answer,
                    List.of("data", "providers"),
                    COLUMNS,
                    "No providers yet: ./catalog-sync providers seed, or run a sync.");
        }
        return OK;
    }

    /** {@code providers seed}: writes the registry to the database. */
    @Command(name = "seed", description = "Write the provider registry to the database.")
    static final class Seed extends ApiCommand {
        Seed(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            JsonNode answer = api().post("/admin/model-sync/providers-only", List.of());
            if (!printedAsJson(answer)) {
                screen().line(Json.text(answer, "message", "done"));
            }
            return OK;
        }
    }
}
