package ai.gatewayz.sync.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.Ports;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ProgressView;
import ai.gatewayz.sync.cli.output.ProviderOutcome;
import ai.gatewayz.sync.cli.output.Recorder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiClientTest {
    private final FakeApi api = new FakeApi();
    private final ApiClient client = new ApiClient(new ApiTarget(URI.create(api.url()), "the-key"));

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void sendsKeyInTheHeader_andEscapesPathAndQuery() {
        api.on("GET /prices/openrouter/a/b c", 200, "{\"ok\":true}");
        assertThat(client.get(ApiClient.path("prices", "openrouter", "a/b c"), List.of(new Parameter("at", "1+1&x")))
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(api.requests()).containsExactly("GET /prices/openrouter/a/b%20c?at=1%2B1%26x");
        assertThat(api.authorizations()).containsExactly("Bearer the-key");
    }

    @Test
    void refusalsBecomeOneLineWithTheReasonAndTheRightExitCode() {
        api.on("GET /bad", 400, "{\"detail\":\"Invalid providers: x. Available: a, b\"}")
                .on("GET /key", 401, "{\"title\":\"Unauthorized\"}")
                .on("GET /odd", 500, "{\"detail\":\"broken\"}")
                .on("GET /html", 200, "<html>");
        assertProblem("/bad", "Invalid providers: x. Available: a, b", CommandFailure.USAGE);
        assertProblem(
                "/key",
                "Unauthorized (401); set ADMIN_API_KEY to a key of the service at " + api.url(),
                CommandFailure.FAILED);
        assertProblem("/odd", "broken (500)", CommandFailure.FAILED);
        assertProblem("/none", "nothing at GET /none (404)", CommandFailure.FAILED);
        assertProblem(
                "/html", api.url() + " answered 200 without JSON; is API_URL the catalog sync?", CommandFailure.FAILED);
    }

    @Test
    void nobodyThereSaysHowToStartOne() {
        String url = "http://127.0.0.1:" + Ports.free();
        assertThatThrownBy(() -> new ApiClient(new ApiTarget(URI.create(url), null)).get("/x", List.of()))
                .isInstanceOf(ServiceAway.class)
                .hasMessage("no service answers at " + url + "; start one with ./catalog-sync up, or set API_URL");
    }

    @Test
    void watchOutlivesAShortOutage_andEndsWithTheJob() {
        api.on("GET /admin/jobs/provider-sync:a", 200, "{\"status\":\"running\",\"providers\":[{\"step\":\"fetch\"}]}")
                .on("GET /admin/jobs/provider-sync:a", 503, "{\"detail\":\"database is away\"}")
                .on(
                        "GET /admin/jobs/provider-sync:a",
                        200,
                        "{\"status\":\"completed\",\"providers\":[{\"step\":\"done\",\"models_synced\":5}]}");
        Recorder recorder = new Recorder();
        try (ProgressView view = new ProgressView(recorder.screen())) {
            assertThat(new JobWatch(client, Duration.ofMillis(1))
                            .untilEnd("provider-sync:a", "r1", view)
                            .path("status")
                            .asText())
                    .isEqualTo("completed");
        }
        assertThat(recorder.errLines()).containsExactly("0/1 providers, 0 models", "1/1 providers, 5 models");
        assertThat(api.requests())
                .containsOnly("GET /admin/jobs/provider-sync%3Aa?run_id=r1")
                .hasSize(3);
    }

    @Test
    void outcomesAreReadFromDetailsElseFromProgress() {
        List<ProviderOutcome> all = JobOutcomes.of(Json.read("""
                {"details":{"results":[
                  {"provider":"b","status":"failed","error":{"code":"c","message":"m"}},
                  {"provider":"a","status":"synced","models_fetched":4,"models_synced":3,"models_new":2,
                   "skip_reasons":{"no_id":1},"metrics":{"fetch_ms":7},"duration_ms":9}]}}
                """));
        assertThat(all).extracting(ProviderOutcome::provider).containsExactly("a", "b");
        assertThat(all.get(0).counts().fetched()).isEqualTo(4);
        assertThat(all.get(0).skipReasons()).containsEntry("no_id", 1L);
        assertThat(all.get(0).stepMillis()).containsEntry("fetch", 7L);
        assertThat(all.get(1).errorMessage()).isEqualTo("m");
        assertThat(JobOutcomes.of(Json.read("{\"details\":{\"provider\":\"a\",\"status\":\"not_modified\"}}")))
                .extracting(ProviderOutcome::status)
                .containsExactly(RunOutcome.NOT_MODIFIED);
        assertThat(JobOutcomes.of(Json.read("{\"providers\":[{\"provider\":\"a\",\"status\":\"weird\"}]}")))
                .extracting(ProviderOutcome::status)
                .containsExactly(RunOutcome.FAILED);
    }

    @Test
    void targetIsTheNamedService_elseTheRunningOne_elseTheDefault() {
        DataDirectory data = DataDirectory.at(directory);
        assertThat(ApiTarget.find(Map.of(), data)).isEqualTo(new ApiTarget(URI.create("http://127.0.0.1:8000"), null));
        new RunFile(
                        "http://127.0.0.1:9",
                        "w",
                        "d",
                        null,
                        null,
                        "local",
                        ProcessHandle.current().pid())
                .write(data);
        assertThat(ApiTarget.find(Map.of(), data)).isEqualTo(new ApiTarget(URI.create("http://127.0.0.1:9"), "local"));
        assertThat(ApiTarget.find(Map.of("API_URL", "https://elsewhere/"), data))
                .as("the local key stays here")
                .isEqualTo(new ApiTarget(URI.create("https://elsewhere"), null));
        assertThat(new ApiTarget(URI.create("http://x"), "secret").toString()).doesNotContain("secret");
        assertThatThrownBy(() -> ApiTarget.find(Map.of("API_URL", "http://u:p@x"), data))
                .hasMessage("API_URL: must be http://host:port or https://host, without credentials or a query");
    }

    private void assertProblem(String path, String message, int exitCode) {
        assertThatThrownBy(() -> client.get(path, List.of())).isInstanceOfSatisfying(CommandFailure.class, problem -> {
            assertThat(problem).hasMessage(message);
            assertThat(problem.exitCode()).isEqualTo(exitCode);
        });
    }
}
