package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.embedded.TemporalBinary;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.runtime.AllInOne;
import ai.gatewayz.sync.cli.runtime.FleetRequest;
import ai.gatewayz.sync.cli.runtime.Stopper;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The servers of {@code up} killed the hard way, and a worker beside it frozen, while it runs and while it syncs. */
@Timeout(240)
class DeadPartsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** A step whose end was lost is missed after ten seconds, and begun again. */
    private static final Duration CUT_OFF_LIMIT = Duration.ofSeconds(60);
    /** A frozen worker's steps are missed after ten seconds, its transaction after fifteen, its polls in between. */
    private static final Duration FROZEN_LIMIT = Duration.ofSeconds(40);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TEMPORAL_MODE", "dev-server");
        environment.put("RATE_LIMIT_CHANGES", "0");
        environment.put("RATE_LIMIT_READS", "0");
        for (String name : List.of("TEMPORAL_CLI", "PATH")) {
            environment.put(name, System.getenv().getOrDefault(name, "/none"));
        }
        return environment;
    }

    private static HttpResponse<String> call(RunFile run, String method, String path)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(run.apiUrl() + path))
                        .header("Authorization", "Bearer " + run.adminKey())
                        .method(method, BodyPublishers.noBody())
                        .timeout(Duration.ofSeconds(29))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for a full sync until one has ended, as a person would who sees that it is not taken yet. */
    private static Duration untilASyncIsComplete(RunFile run, Instant begun) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        HttpResponse<String> answer;
        do {
            assertThat(never.await(200, TimeUnit.MILLISECONDS)).isFalse();
            answer = call(run, "POST", "/admin/model-sync/all?wait=25");
            // What a client is told meanwhile is to come again, never that there is a bug.
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202, 503);
        } while (!isComplete(answer) && Duration.between(begun, Instant.now()).compareTo(LIMIT.multipliedBy(2)) < 0);
        assertThat(isComplete(answer)).as(answer.body()).isTrue();
        return Duration.between(begun, Instant.now());
    }

    /** Of a job that nobody may have to start again. */
    private static Duration untilItEnds(RunFile run, String job, Instant begun) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        String status;
        do {
            assertThat(never.await(200, TimeUnit.MILLISECONDS)).isFalse();
            HttpResponse<String> answer = call(run, "GET", "/admin/jobs/" + job);
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
            status = Json.read(answer.body()).path("status").asText();
        } while (!status.equals("completed")
                && Duration.between(begun, Instant.now()).compareTo(CUT_OFF_LIMIT) < 0);
        assertThat(status).isEqualTo("completed");
        return Duration.between(begun, Instant.now());
    }

    private static boolean isComplete(HttpResponse<String> answer) {
        JsonNode body = Json.read(answer.body());
        return answer.statusCode() == 200 && body.path("status").asText().equals("completed");
    }

    private AllInOne.Running up(DataDirectory data, Stopper stopper) throws Exception {
        return new AllInOne(environment(), data, new ModuleServices(), stopper, step -> {})
                .start(new AllInOne.Options(new FleetRequest(0, 1, 600, false, null, List.of()), 0));
    }

    /** Begins a full sync and gives back its job. */
    private static String start(RunFile run) throws IOException, InterruptedException {
        return Json.read(call(run, "POST", "/admin/model-sync/all?wait=0").body())
                .path("job_id")
                .asText();
    }

    private void kill(String part) throws IOException {
        List<String> numbers = part.equals("postgres")
                ? Files.readAllLines(directory.resolve("postgres/postmaster.pid"))
                : List.of(Files.readString(directory.resolve("temporal/server.pid"))
                        .strip()
                        .split(" ", -1)[1]);
        assertThat(ProcessHandle.of(Long.parseLong(numbers.get(0).strip()))
                        .orElseThrow()
                        .destroyForcibly())
                .isTrue();
    }

    @Test
    void killedServers_areStartedAgain_andSyncsAreCompleteWithinHalfAMinute_twice() throws Exception {
        assumeTrue(TemporalBinary.find(System.getenv()).isPresent(), "no temporal program");
        try (Stopper stopper = new Stopper()) {
            DataDirectory data = DataDirectory.at(directory).create();
            AllInOne.Running running = up(data, stopper);
            RunFile run = Objects.requireNonNull(RunFile.find(data));
            untilASyncIsComplete(run, Instant.now());
            for (String part : List.of("temporal", "postgres", "temporal", "postgres")) {
                // In the middle of a sync, which has to end by itself, too.
                String job = start(run);
                kill(part);
                Instant killed = Instant.now();

                Duration took = untilASyncIsComplete(run, killed);

                System.out.println(part + " was killed; a sync was complete after " + took.toMillis() + " ms");
                assertThat(took).as("after the death of " + part).isLessThan(LIMIT);
                Duration cut = untilItEnds(run, job, killed);
                System.out.println(part + ": the sync that it cut off was complete after " + cut.toMillis() + " ms");
                assertThat(cut).as("the sync that lost " + part).isLessThan(CUT_OFF_LIMIT);
                assertThat(call(run, "GET", "/health/ready").statusCode()).isEqualTo(200);
            }
            assertThat(running.keeper().failure()).isEmpty();
        }
    }

    @Test
    void aFrozenWorker_costsASyncAtMostFortySeconds() throws Exception {
        assumeTrue(TemporalBinary.find(System.getenv()).isPresent(), "no temporal program");
        Process second = null;
        try (Stopper stopper = new Stopper()) {
            DataDirectory data = DataDirectory.at(directory).create();
            up(data, stopper);
            RunFile run = Objects.requireNonNull(RunFile.find(data));
            second = secondWorker();
            untilASyncIsComplete(run, Instant.now());
            String job = start(run);
            signal("STOP", second);
            Instant frozen = Instant.now();

            Duration took = untilItEnds(run, job, frozen);

            System.out.println("a worker froze; the sync was complete after " + took.toMillis() + " ms");
            assertThat(took).isLessThan(FROZEN_LIMIT);
            signal("CONT", second);
            assertThat(second.isAlive()).isTrue();
        } finally {
            if (second != null) {
                second.destroyForcibly().onExit().join();
            }
        }
    }

    /** {@code ./catalog-sync worker --data DIR}, once it takes work. */
    private Process secondWorker() throws IOException {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "worker",
                        "--data",
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = worker.inputReader();
        String line = output.readLine();
        while (line != null && !line.contains("worker started")) {
            line = output.readLine();
        }
        assertThat(line).as("the worker has started").isNotNull();
        // A full pipe would stop it.
        Thread reader = new Thread(() -> output.lines().forEach(said -> {}));
        reader.setDaemon(true);
        reader.start();
        return worker;
    }

    private static void signal(String name, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
