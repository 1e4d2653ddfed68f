package ai.gatewayz.sync.cli.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.cli.Main;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.embedded.TemporalBinary;
import ai.gatewayz.sync.simulator.FleetOptions;
import ai.gatewayz.sync.simulator.ProviderFleet;
import ai.gatewayz.sync.workflows.client.SharedSecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What a whole {@code up} leaves behind, on the real Temporal server: its terminal, its children's environments and command
 * lines, every file of its data directory, the database. {@link SecretCanaryIT} has more secrets and more ways to fail.
 */
@Timeout(240)
class UpCanaryIT {
    /** Those of them that are read by other commands, for their owner alone. */
    private static final List<String> OWNERS_FILES = List.of("run.json");

    private final Map<String, String> secrets = new TreeMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private String secret(String name) {
        return secrets.computeIfAbsent(
                name,
                unused -> SecretVariables.MARK + UUID.randomUUID().toString().replace("-", ""));
    }

    private Process up(HostileNeighbours neighbours) throws IOException {
        ProcessBuilder up = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                Main.class.getName(),
                "up",
                "--port=0",
                "--data=" + directory);
        Map<String, String> environment = up.environment();
        environment.put(
                "CLASSPATH", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        environment.put("TEMPORAL_MODE", "dev-server");
        environment.put("PROVIDER_BASE_URL_TEMPLATE", neighbours.url("{provider}", ""));
        environment.put("MODEL_SYNC_PROVIDERS", "openai,groq");
        for (String name : List.of("ADMIN_API_KEY", "OPENAI_API_KEY", "GROQ_API_KEY", "MODEL_WEBHOOK_SECRET")) {
            environment.put(name, secret(name));
        }
        return up.redirectErrorStream(true)
                .redirectOutput(directory.resolve("shown.txt").toFile())
                .start();
    }

    private RunFile awaitReady(Process up) throws IOException, InterruptedException {
        while (!shown().contains("Ready.")) {
            assertThat(up.waitFor(200, TimeUnit.MILLISECONDS)).as(shown()).isFalse();
        }
        return Objects.requireNonNull(RunFile.find(DataDirectory.at(directory)));
    }

    private String shown() throws IOException {
        return Files.readString(directory.resolve("shown.txt"));
    }

    private void call(Evidence evidence, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        evidence.add("answers", answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
    }

    /** Keys where ids belong. Who sends them is told what there is not; what is told stays with them. */
    private void callForKeys(RunFile run) throws IOException, InterruptedException {
        for (String key : List.of(secret("ADMIN_API_KEY"), secret("in a model's place"))) {
            for (String path : List.of("/models/groq/", "/prices/groq/", "/v1/models/groq/", "/admin/providers/")) {
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(run.apiUrl() + path + key))
                        .header("Authorization", "Bearer " + secret("ADMIN_API_KEY"));
                for (HttpRequest call : List.of(
                        request.build(), request.POST(BodyPublishers.noBody()).build())) {
                    assertThat(http.send(call, HttpResponse.BodyHandlers.discarding())
                                    .statusCode())
                            .isBetween(400, 499);
                }
            }
        }
    }

    /** Secrets where they belong, and where people put them by mistake. */
    private void callEverybody(RunFile run, Evidence evidence) throws IOException, InterruptedException {
        String api = run.apiUrl();
        String bearer = "Bearer " + secret("ADMIN_API_KEY");
        for (String path : List.of(
                "/models?api_key=" + secret("in a query"),
                "/admin/nothing/" + secret("in a path"),
                "/admin/jobs?limit=100",
                "/admin/audit",
                "/metrics")) {
            call(evidence, HttpRequest.newBuilder(URI.create(api + path)).header("Authorization", bearer));
        }
        call(evidence, HttpRequest.newBuilder(URI.create(run.workerUrl() + "/metrics")));
        call(
                evidence,
                HttpRequest.newBuilder(URI.create(api + "/admin/pricing/sync/" + secret("in a path")))
                        .POST(BodyPublishers.noBody()));
        call(
                evidence,
                HttpRequest.newBuilder(URI.create(api + "/admin/model-sync/all"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("key=" + secret("in a form"))));
        call(
                evidence,
                HttpRequest.newBuilder(URI.create(api + "/admin/model-sync/provider/groq?wait=20"))
                        .header("Authorization", bearer)
                        .POST(BodyPublishers.noBody()));
        String event = "{\"gateway\":\"openai\",\"event_type\":\"models.updated\",\"timestamp\":"
                + System.currentTimeMillis() + "}";
        String right = HexFormat.of()
                .formatHex(SharedSecret.of(secret("MODEL_WEBHOOK_SECRET").getBytes(UTF_8))
                        .hmac(event.getBytes(UTF_8)));
        for (String signature : List.of(right, secret("MODEL_WEBHOOK_SECRET"))) {
            call(
                    evidence,
                    HttpRequest.newBuilder(URI.create(api + "/api/webhooks/models-updated"))
                            .header("Content-Type", "application/json")
                            .header("X-Webhook-Signature", signature)
                            .POST(BodyPublishers.ofString(event)));
        }
    }

    /** What the system tells everybody of our children. A database is nobody's child, but says where it is. */
    private void addChildren(Process up, Evidence evidence) throws IOException {
        List<ProcessHandle> children = Stream.concat(
                        up.descendants(),
                        ProcessHandle.allProcesses()
                                .filter(process -> process.pid() != up.pid())
                                .filter(process ->
                                        process.info().commandLine().orElse("").contains(directory.toString())))
                .toList();
        for (ProcessHandle child : children) {
            Path process = Path.of("/proc", Long.toString(child.pid()));
            if (Files.isReadable(process.resolve("environ"))) {
                evidence.add("command lines", Files.readString(process.resolve("cmdline"), ISO_8859_1));
                evidence.add("environments", Files.readString(process.resolve("environ"), ISO_8859_1));
            }
        }
    }

    /** Every file, as it is on the disk: the log, what Temporal remembers, the pages of the database. */
    private void addFiles(Evidence evidence) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !OWNERS_FILES.contains(file.getFileName().toString()))
                    .toList();
        }
        for (Path file : files) {
            String content = Files.readString(file, ISO_8859_1);
            boolean isKept = content.contains(SecretVariables.MARK)
                    || List.of("catalog-sync.log", "temporal.db", "temporal.db-wal")
                            .contains(file.getFileName().toString());
            if (isKept) {
                evidence.add("file " + directory.relativize(file), content);
            }
        }
    }

    private static DataSource catalog(RunFile run) {
        URI url = URI.create(run.databaseUrl());
        PGSimpleDataSource catalog = new PGSimpleDataSource();
        catalog.setUrl("jdbc:postgresql://127.0.0.1:" + url.getPort() + url.getPath());
        catalog.setUser("postgres");
        catalog.setPassword(url.getUserInfo().split(":", -1)[1]);
        return catalog;
    }

    @Test
    void secretsOfAWholeService_areInNothingThatItLeaves() throws Exception {
        assumeTrue(TemporalBinary.find(System.getenv()).isPresent(), "no temporal program");
        try (Evidence evidence = new Evidence();
                ProviderFleet fleet = ProviderFleet.start(
                        FleetOptions.defaults().withFrozen(true).withTotalModels(300));
                HostileNeighbours neighbours = new HostileNeighbours(fleet.port())) {
            Process up = up(neighbours);
            try {
                RunFile run = awaitReady(up);
                callEverybody(run, evidence);
                callForKeys(run);
                addChildren(up, evidence);
                evidence.addDatabase(catalog(run));
                addFiles(evidence);
            } finally {
                up.destroy();
                assertThat(up.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
            evidence.add("terminal", shown());
            addFiles(evidence);
            verify(neighbours, evidence);
        }
    }

    private void verify(HostileNeighbours neighbours, Evidence evidence) {
        // Each place holds what it is known to hold, so that it really was searched.
        holds(evidence, "terminal", "yours (ADMIN_API_KEY)", "Ready.", "groq", "stopping");
        holds(evidence, "answers", "provider_sync_total", "webhook_requests_total", "400 ", "401 ", "404 ", "202 ");
        holds(evidence, "command lines", "start-dev", "temporal-watchdog", "postgres");
        holds(evidence, "environments", "PATH=");
        holds(evidence, "database", "auth_failed", "provider-sync:groq");
        holds(evidence, "file catalog-sync.log", "webhook refused", "sync failed for groq", "/models/groq/- 404");
        holds(evidence, "file temporal/temporal.db", "ProviderAuthFailed", "provider-sync:groq");
        assertThat(neighbours.seen()).contains(secret("OPENAI_API_KEY"), secret("GROQ_API_KEY"));
        assertThat(evidence.search(SecretVariables.MARK))
                .as("secrets that got out")
                .isEmpty();
    }

    private static void holds(Evidence evidence, String place, String... words) {
        for (String word : words) {
            assertThat(evidence.text(place).contains(word))
                    .as("%s holds %s", place, word)
                    .isTrue();
        }
    }
}
