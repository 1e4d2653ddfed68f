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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the {@code temporal} program starts, as the API tells it: on a real server, where nobody but the run says what it is. */
@Timeout(240)
class DryRunServiceIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int LOOKS = 2_000;

    @TempDir
    Path directory;

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TEMPORAL_MODE", "dev-server");
        environment.put("DATA_DIR", directory.toString());
        environment.put("RATE_LIMIT_READS", "0");
        String binary = System.getenv("TEMPORAL_CLI");
        if (binary != null) {
            environment.put("TEMPORAL_CLI", binary);
        }
        environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
        return environment;
    }

    @Test
    void whatTheTemporalProgramStarts_isWhatItSays() throws Exception {
        assumeTrue(TemporalBinary.find(System.getenv()).isPresent(), "skipped: this needs the temporal program");
        Stopper stopper = new Stopper();
        new AllInOne(environment(), DataDirectory.at(directory).create(), new ModuleServices(), stopper, step -> {})
                .start(new AllInOne.Options(
                        new FleetRequest(0, 1, 300, true, null, List.of("groq:delay=4000", "xai:status=401")), 0));
        try {
            RunFile run = Objects.requireNonNull(RunFile.find(DataDirectory.at(directory)));
            aDryRun_isOneEverywhere(run);
            aRealRun_canBeRetried_whateverItsSummarySays(run);
        } finally {
            stopper.close();
        }
    }

    private static void aDryRun_isOneEverywhere(RunFile run) throws Exception {
        temporal(run, "catalog-sync-manual-try", "{\"providers\":[\"groq\"],\"dryRun\":true}");
        JsonNode listed = Json.object();
        JsonNode job = Json.object();
        for (int look = 0;
                look < LOOKS && (listed.isEmpty() || !job.path("dry_run").asBoolean());
                look++) {
            job = get(run, "/admin/jobs/catalog-sync-manual-try");
            for (JsonNode found : get(run, "/admin/jobs?status=running").path("jobs")) {
                if (found.path("job_id").asText().equals("catalog-sync-manual-try")
                        && found.path("dry_run").asBoolean()) {
                    listed = found;
                }
            }
        }
        assertThat(job.path("status").asText()).isEqualTo("running");
        assertThat(job.path("dry_run").asBoolean()).isTrue();
        assertThat(listed.path("triggered_by").asText()).isEqualTo("manual");
        // What the page shows under "Running".
        assertThat(get(run, "/admin/model-sync/status").path("running_jobs"))
                .isNotEmpty()
                .allSatisfy(running -> assertThat(running.path("dry_run").asBoolean())
                        .as(running.toString())
                        .isTrue());
        JsonNode ended = awaitEnd(run, "catalog-sync-manual-try");
        assertThat(ended.path("status").asText()).isEqualTo("completed");
        assertThat(ended.path("dry_run").asBoolean()).isTrue();
        HttpResponse<String> retry = post(run, "/admin/jobs/catalog-sync-manual-try/retry");
        assertThat(retry.statusCode()).as(retry.body()).isEqualTo(409);
        assertThat(retry.body()).contains("a dry run changes nothing");
        assertThat(get(run, "/models?gateway=groq").path("total").asLong()).isZero();
    }

    private static void aRealRun_canBeRetried_whateverItsSummarySays(RunFile run) throws Exception {
        temporal(
                run,
                "catalog-sync-manual-real",
                "{\"providers\":[\"xai\"]}",
                "--static-summary",
                "after the dry run",
                "--static-details",
                "by hand");
        JsonNode ended = awaitEnd(run, "catalog-sync-manual-real");
        assertThat(ended.path("status").asText()).isEqualTo("failed");
        assertThat(ended.path("dry_run").asBoolean()).isFalse();
        HttpResponse<String> retry = post(run, "/admin/jobs/catalog-sync-manual-real/retry");
        assertThat(retry.statusCode()).as(retry.body()).isEqualTo(202);
        assertThat(Json.read(retry.body()).path("providers").toString()).isEqualTo("[\"xai\"]");
    }

    private static void temporal(RunFile run, String id, String input, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                TemporalBinary.find(System.getenv()).orElseThrow().toString(),
                "workflow",
                "start",
                "--address",
                Objects.requireNonNull(run.temporalAddress()),
                "--type",
                "CatalogSync",
                "--task-queue",
                "catalog-sync",
                "--workflow-id",
                id,
                "--input",
                input));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** The service answers a look in some milliseconds, which is pause enough. */
    private static JsonNode awaitEnd(RunFile run, String id) throws Exception {
        JsonNode job = Json.object();
        for (int look = 0; look < LOOKS; look++) {
            job = get(run, "/admin/jobs/" + id);
            if (!job.path("status").asText().equals("running")) {
                return job;
            }
        }
        throw new AssertionError("still running: " + job);
    }

    private static JsonNode get(RunFile run, String path) throws Exception {
        return Json.read(HTTP.send(authorized(run, path).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static HttpResponse<String> post(RunFile run, String path) throws Exception {
        return HTTP.send(
                authorized(run, path).POST(BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder authorized(RunFile run, String path) {
        return HttpRequest.newBuilder(URI.create(run.apiUrl() + path))
                .header("Authorization", "Bearer " + run.adminKey());
    }
}
