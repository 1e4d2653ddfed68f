package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.runtime.AllInOne;
import ai.gatewayz.sync.cli.runtime.FleetRequest;
import ai.gatewayz.sync.cli.runtime.Stopper;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An {@code up} whose parts a test does harm to.
 *
 * @param all its parts
 * @param run where its API is, and who may ask
 */
record HarmedUp(AllInOne.Running all, RunFile run) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LONG = Duration.ofSeconds(60);

    /** One with the Temporal dev server and a small fleet, until the stopper stops it. */
    static HarmedUp start(DataDirectory data, Stopper stopper) throws Exception {
        AllInOne.Running all = new AllInOne(environment(), data, new ModuleServices(), stopper, step -> {})
                .start(new AllInOne.Options(new FleetRequest(0, 1, 600, false, null, List.of()), 0));
        return new HarmedUp(all, Objects.requireNonNull(RunFile.find(data)));
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TEMPORAL_MODE", "dev-server");
        environment.put("RATE_LIMIT_CHANGES", "0");
        environment.put("RATE_LIMIT_READS", "0");
        for (String name : List.of("TEMPORAL_CLI", "PATH")) {
            environment.put(name, System.getenv().getOrDefault(name, "/none"));
        }
        return environment;
    }

    HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(run.apiUrl() + path))
                        .header("Authorization", "Bearer " + run.adminKey())
                        .method(method, BodyPublishers.noBody())
                        .timeout(Duration.ofSeconds(29))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for a full sync until one has ended, as a person would who sees that it is not taken yet. */
    Duration untilASyncIsComplete(Instant begun) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        HttpResponse<String> answer;
        do {
            assertThat(never.await(200, TimeUnit.MILLISECONDS)).isFalse();
            answer = call("POST", "/admin/model-sync/all?wait=25");
            // What a client is told meanwhile is to come again, never that there is a bug.
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202, 503);
        } while (!isComplete(answer) && Duration.between(begun, Instant.now()).compareTo(LONG) < 0);
        assertThat(isComplete(answer)).as(answer.body()).isTrue();
        return Duration.between(begun, Instant.now());
    }

    /** Of a job that nobody may have to start again. */
    Duration untilItEnds(String job, Instant begun) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        String status;
        do {
            assertThat(never.await(200, TimeUnit.MILLISECONDS)).isFalse();
            HttpResponse<String> answer = call("GET", "/admin/jobs/" + job);
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
            status = Json.read(answer.body()).path("status").asText();
        } while (!status.equals("completed")
                && Duration.between(begun, Instant.now()).compareTo(LONG) < 0);
        assertThat(status).isEqualTo("completed");
        return Duration.between(begun, Instant.now());
    }

    private static boolean isComplete(HttpResponse<String> answer) {
        JsonNode body = Json.read(answer.body());
        return answer.statusCode() == 200 && body.path("status").asText().equals("completed");
    }

    /** Begins a full sync and gives back its job. */
    String startSync() throws IOException, InterruptedException {
        return Json.read(call("POST", "/admin/model-sync/all?wait=0").body())
                .path("job_id")
                .asText();
    }
}
