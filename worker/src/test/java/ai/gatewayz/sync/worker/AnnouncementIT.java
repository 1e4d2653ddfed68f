package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.quote.QuoteCalculation;
import ai.gatewayz.sync.catalog.quote.QuoteRequest;
import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.ledger.PriceList;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A provider that announces a price, on a real server: the timer, what is quoted before and after, and what is told. */
@Timeout(120)
final class AnnouncementIT {
    @TempDir
    Path folder;

    private RealTemporal temporal;
    private MockWebServer provider;
    private DataSource database;
    private Jdbi jdbi;
    private volatile String body = "[]";

    @BeforeEach
    void start() throws IOException {
        temporal = RealTemporal.start(folder);
        provider = new MockWebServer();
        provider.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().code(200).body(body).build();
            }
        });
        provider.start();
        database = CatalogDatabase.create();
        jdbi = Jdbi.create(database);
    }

    @AfterEach
    void stop() {
        if (provider != null) {
            provider.close();
            temporal.close();
            CatalogDatabase.drop(database);
        }
    }

    private SyncWorker worker() {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", CatalogDatabase.url(database));
        environment.put("WORKER_PORT", "0");
        environment.put("MANAGE_SCHEDULES", "false");
        environment.put("PROVIDER_BASE_URL_TEMPLATE", "http://127.0.0.1:" + provider.getPort() + "/{provider}");
        return SyncWorker.start(WorkerSettings.from(environment), temporal.connection);
    }

    private static String list(String rest) {
        return "[{\"model_name\":\"vendor/one\",\"type\":\"text-generation\",\"pricing\":{\"type\":\"tokens\","
                + "\"cents_per_input_token\":0.00008,\"cents_per_output_token\":0.00032" + rest + "}}]";
    }

    private void sync() {
        SyncLauncher launcher = new SyncLauncher(temporal.connection.client());
        StartedJob job =
                launcher.startProvider(new ProviderSyncRequest("deepinfra", SyncKind.FULL, false, "test", null, true));
        assertThat(launcher.awaitProvider(job, Duration.ofSeconds(60))
                        .orElseThrow()
                        .status())
                .isEqualTo(JobStatus.COMPLETED);
    }

    private String text(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).findOne().orElse(""));
    }

    private void await(String sql, String value) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 400 && !text(sql).equals(value); i++) {
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(text(sql)).isEqualTo(value);
    }

    private String price(Instant at) {
        Pricing pricing = PriceList.read("priced", "listed", text("SELECT components::text FROM model_pricing"), "[]");
        return QuoteCalculation.line(
                        pricing,
                        new QuoteRequest(at, 1, List.of(), new TreeMap<>()),
                        PriceKind.INPUT,
                        BillingUnit.TOKEN)
                .map(PriceComponent::price)
                .orElseThrow()
                .toPlainString();
    }

    private static final String STATUS = "SELECT status FROM announcements";

    @Test
    void announcedPrice_hasATimer_andIsTold_whenItDoesNotCome() throws Exception {
        Instant due = Instant.now().plusSeconds(25).truncatedTo(ChronoUnit.SECONDS);
        body = list(",\"discount\":0.25,\"discount_ends_at\":\"" + due + "\"");
        try (SyncWorker worker = worker()) {
            assertThat(worker.port()).isPositive();
            sync();
            assertThat(price(due.minusSeconds(1))).isEqualTo("0.0000006");
            assertThat(price(due)).isEqualTo("0.0000008");
            await("SELECT has_timer::text FROM announcements", "true");
            assertThat(
                            temporal.command(
                                    "workflow",
                                    "list",
                                    "--query",
                                    "WorkflowType='AnnouncedChange' AND SyncProvider='deepinfra' AND ExecutionStatus='Running'"))
                    .contains("announced:deepinfra:" + due);

            // The discount goes on, without a word of its end.
            body = list(",\"discount\":0.25");
            await(
                    "SELECT triggered_by || ' ' || status FROM pricing_sync_log ORDER BY id DESC LIMIT 1",
                    "announcement success");
            assertThat(text(STATUS)).isEqualTo("waiting");
            // As if the grace had gone by; the worker looks once a minute.
            jdbi.useHandle(handle -> handle.execute(
                    "UPDATE announcements SET due_at = due_at - interval '15 minutes', before = before"));
            await(
                    "SELECT incident_key FROM alert_incidents WHERE resolved_at IS NULL AND incident_key LIKE 'announced%'",
                    "announced-change-missed:deepinfra");
            assertThat(text("SELECT type FROM change_events WHERE type LIKE '%not_moved'"))
                    .isEqualTo("price.not_moved");
        }
    }

    @Test
    void timersAreMadeAgain_whenTheirServerHasLostThem() throws Exception {
        Instant due = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        body = list(",\"discount\":0.25,\"discount_ends_at\":\"" + due + "\"");
        String id = "announced:deepinfra:" + due;
        try (SyncWorker worker = worker()) {
            assertThat(worker.port()).isPositive();
            sync();
            await("SELECT has_timer::text FROM announcements", "true");
        }
        temporal.command("workflow", "terminate", "--workflow-id", id, "--reason", "lost");
        try (SyncWorker worker = worker()) {
            assertThat(worker.port()).isPositive();
            CountDownLatch never = new CountDownLatch(1);
            String running = "";
            for (int i = 0; i < 200 && !running.contains(id); i++) {
                running = temporal.command("workflow", "list", "--query", "ExecutionStatus='Running'");
                assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
            }
            assertThat(running).contains(id);
        }
    }
}
