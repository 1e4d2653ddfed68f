package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.embedded.TemporalRuntime;
import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.cli.runtime.AllInOne;

/** What a person needs to know when everything runs: addresses, key, and what is missing. */
final class Banner {
    private final Screen screen;

    Banner(Screen screen) {
        this.screen = screen;
    }

    void print(AllInOne.Running running, DataDirectory data) {
        RunFile addresses = running.addresses();
        TemporalRuntime temporal = running.temporal();
        screen.line("");
        screen.line(screen.strong("Gatewayz Catalog Sync is running"));
        fact("Dashboard, API", addresses.apiUrl());
        if (temporal.uiUrl() != null) {
            fact("Temporal Web UI", temporal.uiUrl());
        }
        fact("Worker health", addresses.workerUrl() + "/health");
        fact("Admin key", running.ownKey() ? "yours (ADMIN_API_KEY)" : addresses.adminKey());
        String address = temporal.address();
        fact("Temporal", temporal.mode().description() + (address == null ? "" : ", " + address));
        fact("Database", running.embeddedDatabase() ? "embedded PostgreSQL" : "DATABASE_URL");
        fact("Data, logs", data.root().toString());
        for (String warning : temporal.warnings()) {
            screen.line("  " + screen.bad("!") + " " + warning);
        }
        screen.line("");
    }

    private void fact(String name, String value) {
        screen.line("  " + name + " ".repeat(17 - name.length()) + value);
    }
}
