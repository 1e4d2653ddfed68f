package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.client.SearchAttributeSetup;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.TemporalSettings;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker without what it needs says so in one line, and soon. */
@Timeout(120)
final class WorkerStartTest {
    private static WorkerSettings settings(DataSource database, String... more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", CatalogDatabase.url(database));
        environment.put("MANAGE_SCHEDULES", "false");
        environment.put("WORKER_PORT", "0");
        environment.put("DB_POOL_SIZE", "2");
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return WorkerSettings.from(environment);
    }

    @Tag("C13")
    @Test
    void portInUse_isNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                TestServer.InProcessTestServer server = TestServer.createServer(true);
                TemporalConnection temporal = TemporalConnection.over(server.getChannel())) {
            SearchAttributeSetup.register(temporal);
            String port = Integer.toString(taken.getLocalPort());

            assertThatThrownBy(
                            () -> SyncWorker.start(settings(CatalogDatabase.create(), "WORKER_PORT", port), temporal))
                    .isInstanceOf(WorkerStartException.class)
                    .hasMessage("WORKER_PORT " + port + ": Address already in use");
        }
    }

    @Tag("C14")
    @Test
    void temporalAway_isOneLineWithinThirtySeconds() {
        Instant begun = Instant.now();
        try (TemporalConnection nobody = TemporalConnection.open(TemporalSettings.plain("127.0.0.1:1"))) {
            assertThatThrownBy(() -> SyncWorker.start(settings(CatalogDatabase.create()), nobody))
                    .isInstanceOf(WorkerStartException.class)
                    .hasMessageStartingWith("TEMPORAL_ADDRESS: the Temporal server does not serve us: ")
                    .hasMessageNotContaining("\n");
        }

        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Tag("C15")
    @Test
    void schemaThatOthersChanged_isOneLine() {
        DataSource database = CatalogDatabase.create();
        Jdbi.create(database)
                .useHandle(h -> h.execute("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '2'"));
        try (TemporalConnection unused = TemporalConnection.open(TemporalSettings.plain("127.0.0.1:1"))) {
            assertThatThrownBy(() -> SyncWorker.start(settings(database), unused))
                    .isInstanceOf(WorkerStartException.class)
                    .hasMessageStartingWith("DATABASE_URL: the schema cannot be brought up to date: ")
                    .hasMessageContaining("version 2")
                    .hasMessageNotContaining("\n");
        }
    }
}
