package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.Screen;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Prints what a dry run would have changed. */
final class PlannedChanges {
    private static final Columns COLUMNS = new Columns()
            .add("PROVIDER", "provider", "provider_slug")
            .add("MODEL", "provider_model_id", "model_id")
            .add("CHANGE", "type", "kind", "status", "action")
            .add("FIELD", "field")
            .add("OLD", "old", "before", "old_value")
            .add("NEW", "new", "after", "new_value");

    private PlannedChanges() {}

    static void print(JsonNode details, Screen screen) {
        List<JsonNode> changes = new ArrayList<>();
        details.path("changes").forEach(changes::add);
        details.path("results").forEach(result -> result.path("changes").forEach(changes::add));
        if (!changes.isEmpty()) {
            COLUMNS.table(changes).print(screen);
        }
    }
}
