package ai.gatewayz.sync.cli.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.api.ApiSettings;
import ai.gatewayz.sync.api.SyncApi;
import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.embedded.EmbeddedDatabase;
import ai.gatewayz.sync.cli.embedded.TemporalBinary;
import ai.gatewayz.sync.cli.embedded.TemporalRuntime;
import ai.gatewayz.sync.simulator.FleetOptions;
import ai.gatewayz.sync.simulator.ProviderFleet;
import ai.gatewayz.sync.worker.SyncWorker;
import ai.gatewayz.sync.worker.WorkerSettings;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.SharedSecret;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.TemporalSettings;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncReport;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;

/**
 * No secret leaves the places where it is used. Every variable that may hold one holds a token of its own; everybody who is
 * called repeats what it was sent; and then everything that was left behind is searched.
 */
@Timeout(240)
class SecretCanaryIT {
    private static final String PLANTED = "zq7planted" + "0123456789abcdef";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(20);

    private final Map<String, String> tokens = SecretVariables.tokens();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<StartedJob> jobs = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void harmlessVariables_areStillRead() {
        assertThat(SecretVariables.inSources()).containsAll(SecretVariables.harmless());
        assertThat(tokens)
                .hasSizeGreaterThan(50)
                .containsKeys(
                        "ADMIN_API_KEY",
                        "CACHE_INVALIDATION_SECRET",
                        "DATABASE_URL",
                        "MODEL_WEBHOOK_SECRET",
                        "OPENAI_API_KEY",
                        "OPERATOR_API_KEYS",
                        "REDIS_URL",
                        "RESEND_API_KEY",
                        "SLACK_WEBHOOK_URL",
                        "TEMPORAL_API_KEY",
                        "VIEWER_API_KEYS");
    }

    @Test
    void noSecret_isFoundAnywhere_andAPlantedWordIs() throws Exception {
        DataDirectory data = DataDirectory.at(directory).create();
        try (Evidence evidence = new Evidence();
                EmbeddedDatabase database = EmbeddedDatabase.start(data);
                TemporalRuntime runtime = TemporalRuntime.start(temporalEnvironment(), data);
                ProviderFleet fleet = ProviderFleet.start(
                        FleetOptions.defaults().withFrozen(true).withTotalModels(300));
                HostileNeighbours neighbours = new HostileNeighbours(fleet.port())) {
            TemporalConnection temporal = runtime.connection();
            execute(database.dataSource(), "ALTER USER postgres PASSWORD '" + token("DATABASE_URL") + "'");
            DataSource catalog = catalog(database);
            Map<String, String> environment = environment(database, neighbours);
            runEverything(environment, temporal, neighbours, evidence);
            deadNames(environment, temporal, evidence);
            plant(catalog, temporal, evidence);
            jobs.forEach(job -> evidence.addRun(temporal, job.jobId(), job.runId()));
            evidence.addDatabase(catalog);
            verify(neighbours, evidence);
        }
    }

    private static Map<String, String> temporalEnvironment() {
        Map<String, String> environment = new HashMap<>();
        boolean isReal = TemporalBinary.find(System.getenv()).isPresent();
        environment.put("TEMPORAL_MODE", isReal ? "dev-server" : "embedded");
        for (String name : List.of("TEMPORAL_CLI", "PATH")) {
            environment.put(name, System.getenv().getOrDefault(name, "/none"));
        }
        return environment;
    }

    private String token(String variable) {
        return tokens.getOrDefault(variable, "");
    }

    private Map<String, String> environment(EmbeddedDatabase database, HostileNeighbours neighbours) {
        Map<String, String> environment = new HashMap<>(tokens);
        environment.put(
                "DATABASE_URL",
                "postgresql://postgres:" + token("DATABASE_URL") + "@127.0.0.1:" + database.port() + "/catalog");
        environment.remove("SUPABASE_DB_URL");
        environment.put("REDIS_URL", neighbours.redisUrl(token("REDIS_URL")));
        environment.put("SLACK_WEBHOOK_URL", neighbours.url("slack", token("SLACK_WEBHOOK_URL")));
        environment.put("CACHE_INVALIDATION_URLS", neighbours.url("subscriber", token("CACHE_INVALIDATION_URLS")));
        environment.put("SENTRY_DSN", neighbours.url("sentry", "1").replace("//", "//" + token("SENTRY_DSN") + "@"));
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", neighbours.url("otel", token("OTEL_EXPORTER_OTLP_ENDPOINT")));
        environment.put("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=" + token("OTEL_EXPORTER_OTLP_HEADERS"));
        environment.remove("OTEL_EXPORTER_OTLP_PROTOCOL");
        // Not any token will do here: it has to be the base64 of 32 bytes, and begins with the mark.
        environment.put("SUBSCRIPTION_SECRET_KEY", subscriptionKey("A"));
        environment.put("SUBSCRIPTION_SECRET_KEY_PREVIOUS", subscriptionKey("B"));
        environment.put("ALERT_EMAIL", "ops@example.com");
        environment.put("ALERT_FROM", "sync@example.com");
        environment.put("CLOUDFLARE_ACCOUNT_ID", "0123456789abcdef0123456789abcdef");
        environment.put("GOOGLE_CLOUD_PROJECT", "a-project");
        environment.put("LEGACY_PATH_KEY", "true");
        environment.put("MANAGE_SCHEDULES", "false");
        environment.put("PORT", "0");
        environment.put("WORKER_PORT", "0");
        environment.put("PROVIDER_BASE_URL_TEMPLATE", neighbours.url("{provider}", ""));
        return environment;
    }

    private static String subscriptionKey(String filling) {
        String start = SecretVariables.MARK;
        // 43 characters and the padding are 32 bytes.
        return start + filling.repeat(42 - start.length()) + "A=";
    }

    private void runEverything(
            Map<String, String> environment,
            TemporalConnection temporal,
            HostileNeighbours neighbours,
            Evidence evidence)
            throws IOException, InterruptedException {
        Map<String, String> broken = new HashMap<>(environment);
        broken.put("SIMPLISMART_API_KEY", token("SIMPLISMART_API_KEY") + "\u00e9");
        assertThatThrownBy(() -> WorkerSettings.from(broken))
                .hasMessageStartingWith("SIMPLISMART_API_KEY: ")
                .hasMessageNotContaining(SecretVariables.MARK);
        WorkerSettings settings = WorkerSettings.from(environment);
        ApiSettings apiSettings = ApiSettings.from(new EnvironmentReader(environment));
        // The key of Temporal Cloud goes with TLS only, which no server here speaks.
        evidence.add("settings", settings.database() + " " + apiSettings + TemporalSettings.from(environment));
        try (SyncWorker worker = SyncWorker.start(settings, temporal);
                SyncApi api = SyncApi.start(apiSettings, temporal)) {
            SyncLauncher launcher = new SyncLauncher(temporal.client());
            // These are called again after seconds: they go on while the others run.
            StartedJob unavailable = start(launcher, "together");
            StartedJob limited = start(launcher, "moonshot");
            JobOutcome<SyncReport> good = run(launcher, "good", "openai", "openrouter", "zai", "mistral");
            assertThat(good.status()).isEqualTo(JobStatus.PARTIAL);
            askTheApi("http://127.0.0.1:" + api.port(), evidence);
            JobOutcome<SyncReport> bad = run(
                    launcher,
                    "bad",
                    "groq",
                    "xai",
                    "mistral",
                    "deepseek",
                    "cohere",
                    "featherless",
                    "anthropic",
                    "nebius",
                    "fireworks",
                    "google-ai-studio",
                    "cloudflare-workers-ai");
            assertThat(bad.status()).isEqualTo(JobStatus.FAILED);
            for (String who : List.of("together", "slack", "resend", "subscriber", "redis", "otel")) {
                assertThat(neighbours.isCalled(who, CALL_LIMIT))
                        .as(who + " is called")
                        .isTrue();
            }
            for (StartedJob job : List.of(unavailable, limited)) {
                evidence.addRun(temporal, job.jobId(), job.runId());
                temporal.client().newUntypedWorkflowStub(job.jobId()).terminate("the test is over");
            }
            get("http://127.0.0.1:" + worker.port() + "/metrics", "", "metrics", evidence);
            get("http://127.0.0.1:" + api.port() + "/metrics", "", "metrics", evidence);
            get("http://127.0.0.1:" + api.port() + "/admin/jobs?limit=100", token("ADMIN_API_KEY"), "bodies", evidence);
        }
    }

    private StartedJob start(SyncLauncher launcher, String slug) {
        StartedJob job =
                launcher.startProvider(new ProviderSyncRequest(slug, SyncKind.FULL, false, "test", null, true));
        jobs.add(job);
        return job;
    }

    private JobOutcome<SyncReport> run(SyncLauncher launcher, String name, String... slugs) {
        StartedJob job =
                launcher.startCatalog(new CatalogSyncRequest(SyncKind.FULL, List.of(slugs), false, "test", 8), name);
        jobs.add(job);
        return launcher.awaitCatalog(job, LONG_ENOUGH).orElseThrow();
    }

    /** A host that does not exist, in a second worker. */
    private void deadNames(Map<String, String> environment, TemporalConnection temporal, Evidence evidence) {
        Map<String, String> dead = new HashMap<>(environment);
        dead.put("PROVIDER_BASE_URL_TEMPLATE", "http://{provider}.invalid");
        int logged = evidence.text("logs").length();
        try (SyncWorker worker = SyncWorker.start(WorkerSettings.from(dead), temporal)) {
            StartedJob job = start(new SyncLauncher(temporal.client()), "openai");
            await(
                    "a name is not found",
                    () -> worker.port() > 0
                            && Evidence.description(temporal, job.jobId(), job.runId())
                                    .contains("last_failure"));
            evidence.addRun(temporal, job.jobId(), job.runId());
            temporal.client().newUntypedWorkflowStub(job.jobId()).terminate("the test is over");
        }
        assertThat(evidence.text("logs").length()).isGreaterThan(logged);
    }

    private void askTheApi(String api, Evidence evidence) throws IOException, InterruptedException {
        for (String role : List.of("ADMIN_API_KEY", "OPERATOR_API_KEYS", "VIEWER_API_KEYS", "OPENAI_API_KEY")) {
            for (String path : List.of(
                    "/admin/model-sync/status",
                    "/admin/model-sync/status?key=" + token("ADMIN_API_KEY"),
                    "/admin/jobs?limit=10",
                    "/admin/audit",
                    "/admin/nothing",
                    "/providers",
                    "/models?limit=1",
                    "/health",
                    "/api/webhooks/models-updated")) {
                get(api + path, token(role), "bodies", evidence);
            }
            post(api + "/admin/model-sync/provider/groq?dry_run=true", "{}", evidence, "Authorization", bearer(role));
            post(api + "/pricing/sync/run/openai?wait=20", "{}", evidence, "Authorization", bearer(role));
            post(
                    api + "/admin/pricing/sync/" + token(role) + "?providers=zai&wait=20",
                    "{}",
                    evidence,
                    "X-None",
                    "none");
        }
        String event = "{\"gateway\":\"zai\",\"event_type\":\"models.updated\",\"timestamp\":"
                + System.currentTimeMillis() + "}";
        for (String variable : List.of("MODEL_WEBHOOK_SECRET", "MODEL_WEBHOOK_SECRET_PREVIOUS", "ADMIN_API_KEY")) {
            String signature = HexFormat.of()
                    .formatHex(SharedSecret.of(token(variable).getBytes(StandardCharsets.UTF_8))
                            .hmac(event.getBytes(StandardCharsets.UTF_8)));
            post(api + "/api/webhooks/models-updated", event, evidence, "X-Webhook-Signature", signature);
        }
        holds(evidence, "statuses", "200", "202", "401", "403", "404");
    }

    private String bearer(String variable) {
        return "Bearer " + token(variable);
    }

    private void get(String url, String key, String place, Evidence evidence) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + key), place, evidence);
    }

    private void post(String url, String body, Evidence evidence, String header, String value)
            throws IOException, InterruptedException {
        send(
                HttpRequest.newBuilder(URI.create(url))
                        .header(header, value)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                "bodies",
                evidence);
    }

    private void send(HttpRequest.Builder request, String place, Evidence evidence)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.header("X-Request-Id", PLANTED).build(), HttpResponse.BodyHandlers.ofString());
        evidence.add("statuses", Integer.toString(answer.statusCode()));
        evidence.add(place, answer.headers().map() + " " + answer.body());
    }

    /** Puts one word into each place, in each of the ways in which a secret could get there. */
    private void plant(DataSource database, TemporalConnection temporal, Evidence evidence) throws SQLException {
        LoggerFactory.getLogger(SecretCanaryIT.class)
                .warn("something broke", new IllegalStateException("with " + PLANTED + "l"));
        execute(
                database,
                "CREATE TABLE planted (a text, b jsonb, c bytea); INSERT INTO planted VALUES ('" + PLANTED + "t',"
                        + " '{\"x\":[\"" + PLANTED + "j\"]}', '" + PLANTED + "b')");
        WorkflowStub stub = temporal.client()
                .newUntypedWorkflowStub(
                        "Planted",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue("nobody")
                                .setWorkflowId("planted")
                                .setMemo(Map.of("note", PLANTED + "m"))
                                .build());
        String runId = stub.start(Map.of("key", PLANTED + "h")).getRunId();
        evidence.addRun(temporal, "planted", runId);
        stub.terminate(PLANTED + "r");
    }

    private void verify(HostileNeighbours neighbours, Evidence evidence) {
        for (String suffix : List.of("l", "t", "j", "b", "m", "h")) {
            assertThat(evidence.search(PLANTED + suffix))
                    .as("planted word " + suffix)
                    .isNotEmpty();
        }
        // What is searched is what was left behind: each place holds what it is known to hold.
        holds(evidence, "bodies", PLANTED, "openrouter");
        holds(evidence, "metrics", "provider_sync_total{", "webhook_requests_total{");
        holds(evidence, "histories", "ProviderAuthFailed", "openrouter", "EVENT_TYPE_WORKFLOW");
        holds(evidence, "database", "auth_failed", "\"canonical_slug\"");
        holds(evidence, "logs", "slack was not told", "email was not told", "webhook refused");
        holds(evidence, "descriptions", "last_failure");
        // And the secrets were in use.
        assertThat(neighbours.seen())
                .contains(
                        token("OPENAI_API_KEY"),
                        token("GROQ_API_KEY"),
                        token("TOGETHER_API_KEY"),
                        token("ANTHROPIC_API_KEY"),
                        token("GEMINI_API_KEY"),
                        token("REDIS_URL"),
                        token("RESEND_API_KEY"),
                        token("SLACK_WEBHOOK_URL"),
                        token("OTEL_EXPORTER_OTLP_ENDPOINT"),
                        token("OTEL_EXPORTER_OTLP_HEADERS"),
                        token("CACHE_INVALIDATION_URLS"));
        assertThat(evidence.search(SecretVariables.MARK))
                .as("secrets that got out")
                .isEmpty();
    }

    private DataSource catalog(EmbeddedDatabase database) {
        PGSimpleDataSource catalog = new PGSimpleDataSource();
        catalog.setUrl("jdbc:postgresql://127.0.0.1:" + database.port() + "/catalog");
        catalog.setUser("postgres");
        catalog.setPassword(token("DATABASE_URL"));
        return catalog;
    }

    private static void holds(Evidence evidence, String place, String... words) {
        for (String word : words) {
            assertThat(evidence.text(place).contains(word))
                    .as(place + " holds " + word)
                    .isTrue();
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every look is a call to the server, so none needs a pause before the next. */
    private static void await(String what, BooleanSupplier condition) {
        Instant limit = Instant.now().plus(CALL_LIMIT);
        boolean isSo = condition.getAsBoolean();
        while (!isSo && Instant.now().isBefore(limit)) {
            isSo = condition.getAsBoolean();
        }
        assertThat(isSo).as(what).isTrue();
    }
}
