package ai.gatewayz.sync.api;

import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.CatalogSyncWorkflowImpl;
import ai.gatewayz.sync.workflows.ProviderSyncWorkflowImpl;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.SearchAttributeSetup;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.testserver.TestServer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A started API on a free port with its own database, an in-JVM Temporal and a worker that runs the real workflows. */
@SuppressWarnings("NullAway.Init") // set before each test
final class ApiFixture implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    static final String ADMIN = "Qm7-admin-Zt5xKw2p";
    static final String OPERATOR = "Qm7-operator-Zt5xKw";
    static final String VIEWER = "Qm7-viewer-Zt5xKw2p";
    static final String WEBHOOK_SECRET = "Qm7-webhook-Zt5xKw2p-9LrV";
    static final String OLD_WEBHOOK_SECRET = "Qm7-former-hook-Zt5xKw2p-9LrV";

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Read when the first client is made.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    DataSource database;
    FakeActivities activities;
    TemporalConnection temporal;
    SyncApi api;
    private TestServer.InProcessTestServer server;
    private WorkerFactory workers;
    private boolean isShared;

    /** An answer with its JSON, if it is JSON. */
    record Answer(int status, String body, Map<String, String> headers, byte[] bytes) {
        Answer(int status, String body, Map<String, String> headers) {
            this(status, body, headers, new byte[0]);
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException("no JSON: " + body, e);
            }
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** As a static field: one API for all tests of a class. */
    @Override
    public void beforeAll(ExtensionContext context) {
        start();
        isShared = true;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!isShared) {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!isShared) {
            stop();
        }
    }

    private void start() {
        database = CatalogDatabase.create();
        sql(CatalogRows.PROVIDERS);
        server = TestServer.createServer(true);
        temporal = TemporalConnection.over(server.getChannel());
        SearchAttributeSetup.register(temporal);
        activities = new FakeActivities(List.of("deepinfra", "groq", "openrouter"));
        workers = WorkerFactory.newInstance(temporal.client());
        Worker workflows = workers.newWorker(
                TaskQueues.CATALOG_SYNC,
                // Loading classes for the first time on a busy machine is no deadlock.
                WorkerOptions.newBuilder()
                        .setDefaultDeadlockDetectionTimeout(20_000)
                        .build());
        workflows.registerWorkflowImplementationTypes(CatalogSyncWorkflowImpl.class, ProviderSyncWorkflowImpl.class);
        workflows.registerActivitiesImplementations(activities);
        workers.newWorker(TaskQueues.CATALOG_FETCH).registerActivitiesImplementations(activities);
        workers.start();
        api = SyncApi.start(settings(CatalogDatabase.url(database)), temporal);
    }

    private void stop() {
        api.close();
        activities.gates.values().forEach(java.util.concurrent.CountDownLatch::countDown);
        WorkerFactory ended = workers;
        TemporalConnection left = temporal;
        TestServer.InProcessTestServer emptied = server;
        DataSource dropped = database;
        // The next test does not wait for pollers that end.
        Thread closing = new Thread(
                () -> {
                    ended.shutdownNow();
                    ended.awaitTermination(5, TimeUnit.SECONDS);
                    left.close();
                    emptied.close();
                    CatalogDatabase.drop(dropped);
                },
                "closing");
        closing.setDaemon(true);
        closing.start();
    }

    /** Another API process over the same database and Temporal, with other settings. */
    void restart(Map<String, String> overrides) {
        api.close();
        api = SyncApi.start(settings(CatalogDatabase.url(database), overrides), temporal);
    }

    static ApiSettings settings(String databaseUrl) {
        return settings(databaseUrl, Map.of());
    }

    private static ApiSettings settings(String databaseUrl, Map<String, String> overrides) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", "0");
        for (String limit : List.of("AUTH_FAILURES", "CHANGES", "READS")) {
            environment.put("RATE_LIMIT_" + limit, "0");
        }
        environment.put("DATABASE_URL", databaseUrl);
        environment.put("ADMIN_API_KEY", ADMIN);
        environment.put("OPERATOR_API_KEYS", OPERATOR);
        environment.put("VIEWER_API_KEYS", VIEWER);
        environment.put("MODEL_WEBHOOK_SECRET", WEBHOOK_SECRET);
        environment.put("MODEL_WEBHOOK_SECRET_PREVIOUS", OLD_WEBHOOK_SECRET);
        environment.put("SUBSCRIPTION_SECRET_KEY", "b1o5yB0DSr0OzYHz0oxGkMlgAoQkNPB5X0f8QwVQ3Xo=");
        environment.putAll(overrides);
        // An empty one unsets it.
        environment.values().removeIf(String::isEmpty);
        return ApiSettings.from(new EnvironmentReader(environment));
    }

    /** What a query counts. */
    long count(String query) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Changes rows as a commit of the worker would: the API may have read the catalog already. */
    void sql(String statements) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements + "; UPDATE catalog_generation SET changed_at = clock_timestamp()");
        } catch (SQLException e) {
            throw new IllegalStateException(statements, e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + api.port() + path);
    }

    /** A request with the admin key. */
    HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + ADMIN);
    }

    HttpRequest.Builder anonymous(String path) {
        // A server that stops waits a second for connections that are kept alive.
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(29)).header("Connection", "close");
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    Answer send(HttpRequest.Builder request) {
        return sendAsync(request).join();
    }

    CompletableFuture<Answer> sendAsync(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(raw -> {
                    Map<String, String> headers = new HashMap<>();
                    raw.headers()
                            .map()
                            .forEach((name, values) ->
                                    headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
                    return new Answer(
                            raw.statusCode(), new String(raw.body(), StandardCharsets.UTF_8), headers, raw.body());
                });
    }

    /** A request with the admin key whose path is sent as it is, however wrong. */
    Answer sendRaw(String method, String path) {
        String text = raw(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ADMIN
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Map<String, String> headers = new HashMap<>();
        String[] parts = text.split("\r\n\r\n", 2);
        String[] lines = parts[0].split("\r\n", -1);
        for (int i = 1; i < lines.length; i++) {
            String[] field = lines[i].split(": ", 2);
            headers.put(field[0].toLowerCase(Locale.ROOT), field[1]);
        }
        return new Answer(Integer.parseInt(lines[0].split(" ", -1)[1]), parts.length > 1 ? parts[1] : "", headers);
    }

    /** Sends bytes and reads until the server closes. */
    String raw(String request) {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(request, e);
        }
    }
}
